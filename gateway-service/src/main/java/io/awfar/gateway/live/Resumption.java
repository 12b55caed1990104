package io.awfar.gateway.live;

/// How a client begins.
sealed interface Resumption {

  /// It was never told anything.
  record Fresh() implements Resumption {}

  /// It was told by this memory, up to that event.
  record After(long sequence) implements Resumption {}

  /// It was told by another one at least all that comes before.
  record From(Positions positions) implements Resumption {}

  /// Nobody knows what it was told.
  record Lost() implements Resumption {}
}
