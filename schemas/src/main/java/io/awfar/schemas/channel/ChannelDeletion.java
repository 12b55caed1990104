package io.awfar.schemas.channel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The header `awfar-deletion` of a tombstone in `whatsapp.channels`: whose number is gone, and
/// since when, which a tombstone alone cannot say.
///
/// Its value is three words with a space between them: the workspace, the version, and the time in
/// milliseconds since 1970.
///
/// @param ownerId the workspace that the number belonged to
/// @param version of the number, as if the deletion were one of its records
public record ChannelDeletion(UUID ownerId, long version, Instant deletedAt) {

  /// Its name.
  public static final String NAME = "awfar-deletion";

  private static final int WORDS = 3;

  /// Puts it among the headers of a record, in place of any that is there.
  public void set(Headers headers) {
    String value = ownerId + " " + version + " " + deletedAt.toEpochMilli();
    headers.remove(NAME).add(NAME, value.getBytes(StandardCharsets.US_ASCII));
  }

  /// What the headers of a record say; nothing if it has none, as tombstones that were written
  /// before there was one, or none that can be read.
  public static Optional<ChannelDeletion> of(Headers headers) {
    Header header = headers.lastHeader(NAME);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    String[] words = new String(header.value(), StandardCharsets.US_ASCII).split(" ", -1);
    if (words.length != WORDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ChannelDeletion(
              UUID.fromString(words[0]),
              Long.parseLong(words[1]),
              Instant.ofEpochMilli(Long.parseLong(words[2]))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
