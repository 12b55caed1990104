package io.awfar.media.upload;

import io.awfar.media.problem.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import reactor.core.Exceptions;
import reactor.netty.channel.AbortedException;

/// Counts uploads by what became of them, and tells how much is under way.
final class UploadMetrics {

  private final MeterRegistry registry;

  UploadMetrics(MeterRegistry registry, UploadRoom room) {
    this.registry = registry;
    Gauge.builder("awfar.media.uploads.inflight", room, UploadRoom::uploads)
        .description("Uploads under way")
        .register(registry);
    Gauge.builder("awfar.media.uploads.reserved", room, UploadRoom::bytes)
        .description("Bytes that the uploads under way may come to")
        .baseUnit("bytes")
        .register(registry);
  }

  /// Counts an upload by its own end, which may come after that of its request.
  ///
  /// @param gone whether nobody waits for the answer
  Uploaded counted(Supplier<Uploaded> upload, BooleanSupplier gone) {
    Timer.Sample start = Timer.start(registry);
    try {
      Uploaded uploaded = upload.get();
      start.stop(timer("stored"));
      return uploaded;
    } catch (Throwable e) {
      boolean cancelled = gone.getAsBoolean() || isBrokenOff(e);
      start.stop(timer(cancelled ? "cancelled" : Refusal.of(e).code()));
      throw e;
    }
  }

  private Timer timer(String outcome) {
    return Timer.builder("awfar.media.uploads")
        .description("Uploads brought to an end, by outcome")
        .tag("outcome", outcome)
        .maximumExpectedValue(Duration.ofMinutes(10))
        .register(registry);
  }

  /// Whether a body has lost its connection, which may be known before the request is given up.
  /// What store and spool folder fail with comes as exceptions of their own.
  private static boolean isBrokenOff(Throwable failure) {
    Throwable cause = Exceptions.unwrap(failure);
    return cause instanceof AbortedException || cause instanceof IOException;
  }
}
