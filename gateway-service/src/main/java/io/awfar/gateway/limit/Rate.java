package io.awfar.gateway.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/// How many requests fit a window of time, which begins with the first of them: `100/15m`, or `off`
/// for as many as anybody likes.
///
/// @param requests 0 if it is off
public record Rate(int requests, Duration window) {

  /// No limit.
  public static final Rate OFF = new Rate(0, Duration.ZERO);

  private static final int REQUESTS_MAX = 1_000_000;
  private static final Duration WINDOW_MIN = Duration.ofSeconds(1);
  private static final Duration WINDOW_MAX = Duration.ofDays(1);
  private static final Pattern FORM = Pattern.compile("(\\d{1,7})/(\\d{1,6}(?:s|m|h|d))");

  /// @throws IllegalArgumentException if it is no rate, or out of bounds
  public static Rate valueOf(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.equals("off") || plain.equals("0")) {
      return OFF;
    }
    Matcher parts = FORM.matcher(plain);
    if (!parts.matches()) {
      throw new IllegalArgumentException("must be like 100/15m, or off");
    }
    int requests = Integer.parseInt(parts.group(1));
    Duration window = DurationStyle.SIMPLE.parse(parts.group(2));
    if (requests < 1 || requests > REQUESTS_MAX) {
      throw new IllegalArgumentException("must let 1 to 1000000 requests through, or be off");
    }
    if (window.compareTo(WINDOW_MIN) < 0 || window.compareTo(WINDOW_MAX) > 0) {
      throw new IllegalArgumentException("must have a window of 1s to 1d");
    }
    return new Rate(requests, window);
  }

  boolean isOff() {
    return requests == 0;
  }

  @Override
  public String toString() {
    return isOff() ? "off" : requests + "/" + window.toSeconds() + "s";
  }
}
