package io.awfar.gateway.page;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The place in a list, newest first, after which the next page starts.
///
/// As text it is a timestamp, or a timestamp and the id of the row that stood there: only with the
/// id can a page end among rows of the same timestamp without losing the others.
public record Before(Instant at, UUID id) {

  private static final UUID FIRST_ID = new UUID(0, 0);
  private static final char SEPARATOR = ',';
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(?<date>\\d{4}-\\d\\d-\\d\\d)"
              + "(?:[Tt ](?<time>\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)"
              + "(?<offset>[Zz]|[+ -]\\d\\d(?::\\d\\d)?)?)?");
  private static final int HOURS_LENGTH = "+00".length();

  /// The place before the newest row.
  public static final Before START =
      new Before(Instant.parse("9999-12-31T23:59:59.999999Z"), FIRST_ID);

  /// Reads what `toString` wrote, or a client's own timestamp: ISO 8601, or as PostgreSQL prints
  /// it, with any offset or none, which is UTC, or a date alone, which begins at midnight in UTC.
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
    Matcher parts = TIMESTAMP.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a timestamp");
    }
    String time = Objects.requireNonNullElse(parts.group("time"), "00:00");
    String offset = Objects.requireNonNullElse(parts.group("offset"), "Z");
    // A "+" that a client forgot to encode arrives as a space.
    String zone = offset.replace(' ', '+') + (offset.length() == HOURS_LENGTH ? ":00" : "");
    try {
      Instant at =
          OffsetDateTime.parse(parts.group("date") + "T" + time + zone.toUpperCase(Locale.ROOT))
              .toInstant();
      // PostgreSQL has fewer years than Java, and no message is older than the epoch.
      if (at.isAfter(START.at())) {
        return START.at();
      }
      return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
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
