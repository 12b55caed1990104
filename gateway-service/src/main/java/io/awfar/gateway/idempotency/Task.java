package io.awfar.gateway.idempotency;

import reactor.core.publisher.Mono;

/// Something that a request asks for.
public interface Task {

  /// Decides what exactly is done. It changes nothing, and may refuse.
  ///
  /// @return in a form that can be kept
  Mono<byte[]> plan();

  /// Does it. To do the same plan again must be harmless: after a crash somebody will.
  ///
  /// @return the body of the answer
  Mono<byte[]> carryOut(byte[] plan);
}
