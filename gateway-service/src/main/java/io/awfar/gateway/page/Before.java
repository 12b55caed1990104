package io.awfar.gateway.page;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/// The place in a list, newest first, after which the next page starts.
///
/// As text it is a timestamp, or a timestamp and the id of the row that stood there: only with the
/// id can a page end among rows of the same timestamp without losing the others.
public record Before(Instant at, UUID id) {

  private static final UUID FIRST_ID = new UUID(0, 0);
  private static final char SEPARATOR = ',';

  /// The place before the newest row.
  public static final Before START =
      new Before(Instant.parse("9999-12-31T23:59:59.999999Z"), FIRST_ID);

  /// Reads what `toString` wrote, or a client's own ISO 8601 timestamp with any offset.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static Before parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    return separator < 0
        ? new Before(instant(text), FIRST_ID)
        : new Before(
            instant(text.substring(0, separator)), UUID.fromString(text.substring(separator + 1)));
  }

  private static Instant instant(String text) {
    try {
      // A "+" that a client forgot to encode arrives as a space.
      Instant at = OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
      // PostgreSQL's years end before Java's.
      if (at.isBefore(Instant.EPOCH) || at.isAfter(START.at())) {
        throw new IllegalArgumentException("out of range");
      }
      return at;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public OffsetDateTime timestamp() {
    return at.atOffset(ZoneOffset.UTC);
  }

  @Override
  public String toString() {
    return at.toString() + SEPARATOR + id;
  }
}
