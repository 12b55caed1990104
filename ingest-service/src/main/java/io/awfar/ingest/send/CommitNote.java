package io.awfar.ingest.send;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/// The note that is committed beside an offset: where to begin to read in the topic of attempts.
final class CommitNote {

  private static final String PREFIX = "attempts-from=";

  private CommitNote() {}

  static OffsetAndMetadata of(OffsetWindow.Position position) {
    return new OffsetAndMetadata(position.offset(), PREFIX + position.attemptsFrom());
  }

  /// The beginning if there is no note, as when somebody else set the offset.
  static long attemptsFrom(@Nullable String note) {
    return note != null && note.matches(PREFIX + "[0-9]{1,18}")
        ? Long.parseLong(note.substring(PREFIX.length()))
        : 0;
  }
}
