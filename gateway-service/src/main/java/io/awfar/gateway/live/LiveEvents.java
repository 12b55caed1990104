package io.awfar.gateway.live;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// The memory of events, filled while somebody listens and for a while after.
final class LiveEvents implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);

  /// A failure that nobody has met again since then says nothing any more.
  private static final Duration FAILURE_TIME_MAX = Duration.ofMinutes(1);

  private final Map<String, Object> consumerConfigs;
  private final EventBlocks blocks;
  private final LiveMarkQueries queries;
  private final LiveSettings settings;
  private @Nullable EventReader reader;
  private long askedNanos;
  private @Nullable String failure;
  private long failedNanos;
  private boolean closed;

  /// @param consumerConfigs how a consumer reaches the cluster, and how it reads
  LiveEvents(
      Map<String, Object> consumerConfigs,
      EventBlocks blocks,
      LiveMarkQueries queries,
      LiveSettings settings,
      MeterRegistry meters) {
    this.consumerConfigs = consumerConfigs;
    this.blocks = blocks;
    this.queries = queries;
    this.settings = settings;
    gauge(meters, "lag", "Records that are not read yet", EventReader::lag);
    gauge(meters, "read.back", "Records read for clients that come back", EventReader::readBack);
    gauge(meters, "memory", "Bytes that remembered events take", EventReader::memoryBytes);
  }

  /// Once all that was there has been read: who listens from then on misses nothing.
  ///
  /// @return a refusal if Kafka is not there, or not in time
  synchronized Mono<EventMemory> memory() {
    if (closed) {
      return Mono.error(new RefusedException(ErrorCode.BUSY));
    }
    askedNanos = System.nanoTime();
    EventReader running = reader;
    if (running == null) {
      running = start();
    }
    return Mono.fromFuture(running.ready(), true)
        .timeout(settings.startTimeMax())
        .onErrorMap(TimeoutException.class, _ -> new RefusedException(ErrorCode.KAFKA_UNAVAILABLE));
  }

  /// What keeps events from being told, null if nothing does.
  synchronized @Nullable String failure() {
    if (reader != null) {
      return reader.failure();
    }
    return System.nanoTime() - failedNanos < FAILURE_TIME_MAX.toNanos() ? failure : null;
  }

  /// Whether topics are followed.
  synchronized boolean isFollowing() {
    return reader != null;
  }

  /// Whether nobody has listened for so long that following makes no sense any more.
  synchronized boolean maySleep(EventReader asking, EventMemory memory) {
    if (memory.listeners() > 0) {
      askedNanos = System.nanoTime();
      return false;
    }
    if (System.nanoTime() - askedNanos < settings.memoryTimeMax().toNanos()) {
      return false;
    }
    log.info("Nobody listens to events");
    ended(asking);
    return true;
  }

  synchronized void ended(EventReader ended) {
    if (reader == ended) {
      reader = null;
      failure = ended.failure();
      failedNanos = System.nanoTime();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (reader != null) {
      reader.close();
    }
  }

  private EventReader start() {
    Marks marks = new Marks(queries, settings.memoryTimeMax());
    EventReader started = new EventReader(consumerConfigs, blocks, marks, settings, this);
    reader = started;
    var unused = marks.newest().subscribe(started::start);
    return started;
  }

  private void gauge(
      MeterRegistry meters, String name, String description, ToDoubleFunction<EventReader> value) {
    Gauge.builder("awfar.gateway.live." + name, () -> ofReader(value))
        .description(description)
        .register(meters);
  }

  private double ofReader(ToDoubleFunction<EventReader> value) {
    EventReader running;
    synchronized (this) {
      running = reader;
    }
    return running == null ? 0 : value.applyAsDouble(running);
  }
}
