package io.awfar.ingest.call;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// How long an answer asks to wait: the header `Retry-After`, in seconds or as a date (RFC 9110,
/// 10.2.3).
final class RetryAfter {

  /// Nobody may stop a number for longer by a slip of theirs.
  static final Duration MAX = Duration.ofHours(1);

  private RetryAfter() {}

  /// The wait from now on, [#MAX] at most; null if there is none asked for.
  static @Nullable Duration of(HttpHeaders headers, Instant now) {
    String asked = headers.firstValue("Retry-After").orElse("").strip();
    if (asked.matches("[0-9]+")) {
      // What has more digits is longer than the longest.
      return asked.length() > 9 ? MAX : bounded(Duration.ofSeconds(Long.parseLong(asked)));
    }
    Instant until = date(asked);
    if (until == null) {
      return null;
    }
    // By the clock that set the date, if it is told: ours may go otherwise.
    Instant said = date(headers.firstValue("Date").orElse(""));
    return bounded(Duration.between(said == null ? now : said, until));
  }

  private static @Nullable Duration bounded(Duration asked) {
    if (!asked.isPositive()) {
      return null;
    }
    return asked.compareTo(MAX) > 0 ? MAX : asked;
  }

  private static @Nullable Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
