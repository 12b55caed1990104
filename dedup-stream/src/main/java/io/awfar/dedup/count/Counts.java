package io.awfar.dedup.count;

import java.util.EnumMap;
import java.util.Map;

/// How many events there were of each outcome.
public record Counts(long received, long published, long duplicates, long quarantined) {

  static Counts of(Map<Outcome, Long> counts) {
    Map<Outcome, Long> known = new EnumMap<>(Outcome.class);
    known.putAll(counts);
    return new Counts(
        known.getOrDefault(Outcome.RECEIVED, 0L),
        known.getOrDefault(Outcome.PUBLISHED, 0L),
        known.getOrDefault(Outcome.DUPLICATE, 0L),
        known.getOrDefault(Outcome.QUARANTINED, 0L));
  }

  /// The count of one outcome.
  public long of(Outcome outcome) {
    return switch (outcome) {
      case RECEIVED -> received;
      case PUBLISHED -> published;
      case DUPLICATE -> duplicates;
      case QUARANTINED -> quarantined;
    };
  }
}
