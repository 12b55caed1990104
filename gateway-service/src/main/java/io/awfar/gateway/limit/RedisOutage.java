package io.awfar.gateway.limit;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Whether Redis answers. While it does not, one request in a second tries it, and the others do
/// not wait; the log says once that it began, and once that it is over.
///
/// It does not if there is no connection, or if several answers in a row were late: a single one
/// may have been delayed on its way. An answer that something is wrong with a key is one; that it
/// may not write, for it is a replica or has no memory left, is none. Such a Redis still answers
/// questions that write nothing, so an outage ends only after something could be written.
final class RedisOutage {

  private static final Logger log = LoggerFactory.getLogger(RedisOutage.class);
  private static final long TRY_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  /// In place of a time: Redis answers.
  private static final long NONE = Long.MIN_VALUE;

  private static final int LATE_IN_A_ROW_MAX = 3;

  /// How a refusal begins, or names its cause, that is of one key only.
  private static final String WRONG_KEY = "WRONGTYPE";

  private final String consequence;
  private final Mono<?> trial;
  private final LongSupplier nanoTime;
  private final AtomicLong begunAt = new AtomicLong(NONE);
  private final AtomicLong triedAt = new AtomicLong();
  private final AtomicInteger lateInARow = new AtomicInteger();

  /// @param consequence what becomes of requests meanwhile
  /// @param trial writes something, whatever it is
  RedisOutage(String consequence, Mono<?> trial, MeterRegistry metrics, LongSupplier nanoTime) {
    this.consequence = consequence;
    this.trial = trial;
    this.nanoTime = nanoTime;
    Gauge.builder("awfar.gateway.limits.redis.up", begunAt, at -> at.get() == NONE ? 1 : 0)
        .register(metrics);
  }

  /// Asks, or does otherwise if there is no answer or none is to be expected.
  <T> Mono<T> around(Mono<T> question, Mono<T> otherwise) {
    return Mono.defer(() -> {
      long begun = begunAt.get();
      if (begun != NONE && !isTimeToTry()) {
        return otherwise;
      }
      return (begun == NONE ? question : trial.then(question))
          .doOnSuccess(_ -> end(begun))
          .onErrorResume(failure -> {
            if (isOutage(failure)) {
              begin(failure);
            }
            return otherwise;
          });
    });
  }

  private boolean isOutage(Throwable failure) {
    return switch (failure) {
      case RedisCommandExecutionException refusal ->
          !Objects.requireNonNullElse(refusal.getMessage(), "").contains(WRONG_KEY);
      case TimeoutException _ -> lateInARow.incrementAndGet() >= LATE_IN_A_ROW_MAX;
      case RedisCommandTimeoutException _ -> lateInARow.incrementAndGet() >= LATE_IN_A_ROW_MAX;
      default -> true;
    };
  }

  private boolean isTimeToTry() {
    long now = nanoTime.getAsLong();
    long last = triedAt.get();
    return now - last >= TRY_INTERVAL_NANOS && triedAt.compareAndSet(last, now);
  }

  private void begin(Throwable failure) {
    long now = nanoTime.getAsLong();
    triedAt.set(now);
    if (begunAt.compareAndSet(NONE, now)) {
      log.warn("Redis does not answer as it should, so {}: {}", consequence, failure.toString());
    }
  }

  /// @param begun what the one that was answered knew when it asked: an answer to a question from
  ///   before the outage ends nothing
  private void end(long begun) {
    if (lateInARow.get() != 0) {
      lateInARow.set(0);
    }
    if (begun != NONE && begunAt.compareAndSet(begun, NONE)) {
      log.info(
          "Redis answers again, after {} s",
          Duration.ofNanos(nanoTime.getAsLong() - begun).toSeconds());
    }
  }
}
