package io.awfar.media.reconcile;

import java.util.Locale;

/// How a run ended.
enum Outcome {
  /// Both sides were read to their ends, and what was to be mended is mended, as far as a run goes.
  DONE,
  /// Read to their ends, but more is wrong than is believed; that was not mended.
  DOUBTED,
  /// Not all rows are written yet, so nothing was compared.
  BEHIND,
  /// Another instance is at it.
  ELSEWHERE,
  DATABASE_DOWN,
  STORE_DOWN,
  KAFKA_DOWN,
  /// One side does not tell its keys in order.
  DISORDERED,
  /// Not done in time.
  TOO_LONG,
  /// The service ends.
  STOPPED,
  /// A fault of ours.
  FAILED;

  /// As it stands in metrics.
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
