package io.awfar.standalone;

import java.util.Optional;

/// How many events each part of the system has seen since the data folder was made.
///
/// @param raw records in the raw topic
/// @param received raw events that dedup-stream has decided on
/// @param published events that it passed on
/// @param duplicates events that it had seen before
/// @param quarantined events that it could not use
/// @param stored rows of events in the database
/// @param files files that messages told of
/// @param media files whose fate is known and in the database
record Totals(
    long raw,
    long received,
    long published,
    long duplicates,
    long quarantined,
    long stored,
    long files,
    long media) {

  /// Events that still have to reach the database.
  long lag() {
    return raw - received + published - stored;
  }

  /// Whether nothing is under way between the raw topic and the database. There may be more fates
  /// than files: one for each message that the database kept out as published twice.
  boolean isDrained() {
    return raw == received && published == stored && media >= files;
  }

  /// Why the numbers cannot all be true; empty if they add up.
  Optional<String> contradiction() {
    if (received != published + duplicates + quarantined) {
      return Optional.of("received is not published + duplicates + quarantined");
    }
    if (raw != received) {
      return Optional.of("%d raw events were not decided on".formatted(raw - received));
    }
    if (stored != published) {
      return Optional.of(
          stored < published
              ? "%d published events are not stored".formatted(published - stored)
              : "%d more are stored than were published".formatted(stored - published));
    }
    return Optional.empty();
  }
}
