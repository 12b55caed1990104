package io.awfar.dedup.lifecycle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/// Runs the stream from the start of the application to its end.
///
/// It waits for the broker as long as it takes, so that services may start in any order.
public final class StreamLifecycle implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(StreamLifecycle.class);

  private final Supplier<KafkaStreams> newStreams;
  private final BooleanSupplier topicsMade;
  private final CloseOptions closeOptions;
  private final Backoff backoff;
  private final StreamState state;
  private final ApplicationEventPublisher events;
  private final MeterRegistry meters;
  private final Counter replacements;
  private final RestoredRecords restored;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private volatile @Nullable KafkaStreams streams;
  private volatile @Nullable KafkaStreamsMetrics metrics;
  private volatile @Nullable Thread starter;

  /// @param newStreams makes the stream, not started
  /// @param topicsMade makes the topics that are missing and says whether all are there
  public StreamLifecycle(
      Supplier<KafkaStreams> newStreams,
      BooleanSupplier topicsMade,
      CloseOptions closeOptions,
      StreamState state,
      ApplicationEventPublisher events,
      MeterRegistry meters) {
    this.newStreams = newStreams;
    this.topicsMade = topicsMade;
    this.closeOptions = closeOptions;
    this.backoff = state.backoff();
    this.state = state;
    this.events = events;
    this.meters = meters;
    this.replacements =
        Counter.builder("awfar.dedup.thread.replacements")
            .description("Stream threads replaced after a failure that another try may cure")
            .register(meters);
    this.restored = new RestoredRecords(meters);
  }

  /// The stream, once it was made.
  public Optional<KafkaStreams> streams() {
    return Optional.ofNullable(streams);
  }

  /// Holds the stream back while there is no memory for more events, and lets it go on afterwards.
  /// It keeps its partitions and what it remembers meanwhile.
  ///
  /// @param full asked here, so that of two calls at once the later one decides by the latest
  public synchronized void waitWhile(BooleanSupplier full) {
    boolean wait = full.getAsBoolean();
    state.waits(wait);
    KafkaStreams running = streams;
    if (running == null || wait == running.isPaused()) {
      return;
    }
    if (wait) {
      running.pause();
    } else {
      running.resume();
    }
  }

  @Override
  public void start() {
    starter = Thread.ofPlatform().name("dedup-stream-start").start(this::startWhenPossible);
  }

  @Override
  public void stop() {
    stopping.countDown();
    Thread starting = starter;
    try {
      if (starting != null) {
        starting.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    KafkaStreams running = streams;
    if (running != null && !running.close(closeOptions)) {
      log.warn("The stream did not stop in time; the next start repeats from the last commit");
    }
    KafkaStreamsMetrics bound = metrics;
    if (bound != null) {
      bound.close();
    }
    starter = null;
  }

  @Override
  public boolean isRunning() {
    return starter != null;
  }

  private void startWhenPossible() {
    while (stopping.getCount() > 0) {
      try {
        if (topicsMade.getAsBoolean()) {
          begin(newStreams.get());
          return;
        }
        log.warn("The topics are not there yet, will try again");
      } catch (RuntimeException e) {
        log.warn("The stream cannot start yet, will try again", e);
      }
      pause(backoff.afterFailure());
    }
  }

  private void begin(KafkaStreams made) {
    // Known before it runs and may have to wait.
    streams = made;
    try {
      made.setUncaughtExceptionHandler(this::onFailure);
      made.setStateListener(state::changed);
      made.setGlobalStateRestoreListener(restored);
      made.start();
    } catch (RuntimeException e) {
      streams = null;
      made.close(Duration.ZERO);
      throw e;
    }
    // Waiting for the broker was no failure of the stream.
    backoff.reset();
    KafkaStreamsMetrics clientMetrics = new KafkaStreamsMetrics(made);
    clientMetrics.bindTo(meters);
    metrics = clientMetrics;
  }

  private StreamThreadExceptionResponse onFailure(Throwable failure) {
    return switch (FailurePolicy.of(failure)) {
      case RETRY -> {
        Duration delay = backoff.afterFailure();
        log.warn("A stream thread failed and is replaced after {}", delay, failure);
        replacements.increment();
        pause(delay);
        yield StreamThreadExceptionResponse.REPLACE_THREAD;
      }
      case STOP -> {
        log.error("The stream failed for good and stops; nothing is lost or skipped", failure);
        AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        yield StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
    };
  }

  private void pause(Duration delay) {
    try {
      if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        log.info("Stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
