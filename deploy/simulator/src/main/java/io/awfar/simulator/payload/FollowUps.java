package io.awfar.simulator.payload;

import java.time.Duration;

/// Where events go that are not of the sequence: the webhook.
@FunctionalInterface
public interface FollowUps {

  /// Delivers an event after a while.
  ///
  /// @param again true if it is delivered a second time on purpose
  void deliver(Event event, boolean again, Duration delay);
}
