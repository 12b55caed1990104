package io.awfar.media.upload;

import io.awfar.media.problem.RefusedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import reactor.core.publisher.Mono;

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

  Mono<Uploaded> counted(Mono<Uploaded> upload) {
    return Mono.defer(() -> {
      Timer.Sample start = Timer.start(registry);
      return upload
          .doOnSuccess(_ -> start.stop(timer("stored")))
          .doOnError(failure -> start.stop(timer(outcome(failure))))
          .doOnCancel(() -> start.stop(timer("cancelled")));
    });
  }

  private Timer timer(String outcome) {
    return Timer.builder("awfar.media.uploads")
        .description("Uploads brought to an end, by outcome")
        .tag("outcome", outcome)
        .maximumExpectedValue(Duration.ofMinutes(10))
        .register(registry);
  }

  private static String outcome(Throwable failure) {
    return failure instanceof RefusedException refused ? refused.refusal().code() : "failed";
  }
}
