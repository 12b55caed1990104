package io.awfar.guarantees.deployment;

/// What an instance says when it is asked whether it is alive.
enum Liveness {
  ALIVE,
  NOT_ALIVE,
  /// It does not answer, which is no word of its own: it may be frozen.
  SILENT
}
