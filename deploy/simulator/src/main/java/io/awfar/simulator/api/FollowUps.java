package io.awfar.simulator.api;

import io.awfar.simulator.payload.Event;
import java.time.Duration;

/// Where the statuses of accepted messages go: the webhook.
@FunctionalInterface
public interface FollowUps {

  /// Delivers an event after a while.
  ///
  /// @param again true if it is delivered a second time on purpose
  void deliver(Event event, boolean again, Duration delay);
}
