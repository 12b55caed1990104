package io.awfar.media.transfer;

import io.awfar.media.lane.Lane;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What each lane waits for, if it does.
final class Outages {

  /// The lanes whose wait says that the service does not do its work. The others hold files that
  /// could not be had before, and say nothing new.
  static final List<Lane> TELLING = List.of(Lane.MAIN, Lane.SLOW);

  private final Map<Lane, Outage> outages = new EnumMap<>(Lane.class);

  Outages(Clock clock, Backoff backoff) {
    for (Lane lane : Lane.values()) {
      outages.put(lane, new Outage(clock, backoff));
    }
  }

  Outage of(Lane lane) {
    return Objects.requireNonNull(outages.get(lane));
  }
}
