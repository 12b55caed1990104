package io.awfar.gateway.live;

import java.util.Locale;

/// Why a stream ended.
enum Ending {
  /// The client went away.
  LEFT,
  /// It did not take what there was for it.
  SLOW,
  /// Its token does not speak for it any more.
  TOKEN,
  /// What the gateway remembers begins anew.
  RESTARTED,
  /// The gateway stops.
  SHUTDOWN;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
