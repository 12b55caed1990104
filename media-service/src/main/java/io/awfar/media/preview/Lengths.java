package io.awfar.media.preview;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Lengths as files state them.
final class Lengths {

  /// Longer than any file of WhatsApp's; whatever states more states nonsense.
  private static final long SECONDS_MAX = Duration.ofDays(7).toSeconds();

  private Lengths() {}

  /// @param units of which a second has `perSecond`
  /// @return null if that is no length
  static @Nullable Duration of(long units, long perSecond) {
    if (units <= 0 || perSecond <= 0 || units / perSecond > SECONDS_MAX) {
      return null;
    }
    long seconds = units / perSecond;
    return Duration.ofSeconds(seconds).plusMillis(units % perSecond * 1000 / perSecond);
  }
}
