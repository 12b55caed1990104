package io.awfar.simulator.control;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// Times as options and control write them: `500ms`, `20s`, `5m`, `36h`, `7d`.
public final class Times {

  private Times() {}

  /// Reads one.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Duration parse(String text) {
    String iso = text.toUpperCase(Locale.ROOT);
    try {
      if (iso.endsWith("MS")) {
        return Duration.ofMillis(Long.parseLong(iso.substring(0, iso.length() - 2)));
      }
      return Duration.parse(iso.endsWith("D") ? "P" + iso : "PT" + iso);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException("a time looks like 500ms, 20s, 5m, 36h or 7d", e);
    }
  }
}
