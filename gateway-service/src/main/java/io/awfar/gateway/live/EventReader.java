package io.awfar.gateway.live;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows all topics with events on a thread and a consumer of its own, in no group, and fills an
/// [EventMemory] with them, for as long as somebody listens.
///
/// A broker or a registry that is away is waited for: the positions are kept, so nothing is missed.
/// Whatever else fails ends it, and its streams with it; their clients come back to a new one.
final class EventReader implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(EventReader.class);

  private static final Duration POLL_TIME_MAX = Duration.ofMillis(500);
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);
  private static final Duration REGISTRY_RETRY_PAUSE = Duration.ofSeconds(1);

  private final Map<String, Object> consumerConfigs;
  private final EventBlocks blocks;
  private final Marks marks;
  private final LiveSettings settings;
  private final LiveEvents owner;
  private final EventMemory memory;
  private final CompletableFuture<EventMemory> ready = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().name("gateway-live").unstarted(this);
  private List<Positions> knownMarks = List.of();
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile boolean closed;
  private volatile @Nullable String failure;
  private volatile long lag;
  private volatile long readBack;

  EventReader(
      Map<String, Object> consumerConfigs,
      EventBlocks blocks,
      Marks marks,
      LiveSettings settings,
      LiveEvents owner) {
    this.consumerConfigs = consumerConfigs;
    this.blocks = blocks;
    this.marks = marks;
    this.settings = settings;
    this.owner = owner;
    this.memory = new EventMemory(settings.memorySizeMax().toBytes(), settings.memoryTimeMax());
    thread.setDaemon(true);
  }

  /// Begins; returns at once.
  ///
  /// @param known what gateways wrote down, the newest first
  void start(List<Positions> known) {
    knownMarks = known;
    thread.start();
  }

  /// Completes once all that was there is read, with a refusal if that fails.
  CompletableFuture<EventMemory> ready() {
    return ready;
  }

  /// Why it does not get on, null if it does.
  @Nullable String failure() {
    return failure;
  }

  /// Records that are not read yet.
  long lag() {
    return lag;
  }

  /// Records that were there already and have been read for those who come back.
  long readBack() {
    return readBack;
  }

  /// Bytes that remembered events take, about.
  long memoryBytes() {
    return memory.bytes();
  }

  void close() {
    closed = true;
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(consumerConfigs, bytes, bytes)) {
      current = consumer;
      FollowedPartitions partitions = new FollowedPartitions(consumer);
      begin(consumer, partitions);
      follow(consumer, partitions);
    } catch (WakeupException e) {
      log.debug("Told to end");
    } catch (RuntimeException e) {
      failure = e.getClass().getSimpleName();
      log.warn("Events cannot be followed: {}", e.toString());
    } finally {
      current = null;
      owner.ended(this);
      ready.completeExceptionally(new RefusedException(ErrorCode.KAFKA_UNAVAILABLE));
      memory.end(closed ? Ending.SHUTDOWN : Ending.RESTARTED);
    }
  }

  private void begin(Consumer<byte[], byte[]> consumer, FollowedPartitions partitions) {
    Map<TopicPartition, Long> ends =
        partitions.begin(knownMarks, settings.readBackRecordsMax(), memory);
    readBack = partitions.distance(ends);
    log.info("Following events of {} partitions, {} records back", partitions.size(), readBack);
    while (!closed && partitions.distance(ends) > 0) {
      poll(consumer, partitions);
    }
    marks.write(partitions.positions(), memory, () -> ready.complete(memory));
  }

  private void follow(Consumer<byte[], byte[]> consumer, FollowedPartitions partitions) {
    long markedNanos = System.nanoTime();
    long lookedNanos = markedNanos;
    while (!closed && !owner.maySleep(this, memory)) {
      poll(consumer, partitions);
      long now = System.nanoTime();
      if (isOver(settings.markInterval(), markedNanos, now) && memory.listeners() > 0) {
        markedNanos = now;
        waiting(() -> marks.write(partitions.positions(), memory, () -> {}));
      }
      if (isOver(LOOK_INTERVAL, lookedNanos, now)) {
        lookedNanos = now;
        waiting(() -> look(partitions));
      }
    }
  }

  private void poll(Consumer<byte[], byte[]> consumer, FollowedPartitions partitions) {
    if (partitions.size() == 0) {
      // No topic has been made yet, and a consumer without any does not poll.
      LockSupport.parkNanos(POLL_TIME_MAX.toNanos());
      return;
    }
    Set<Feed> touched = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIME_MAX)) {
      LiveTopic topic = FollowedPartitions.topic(record.topic());
      Feed feed = memory.add(topic, record, System.nanoTime());
      if (feed != null && feed.isListenedTo()) {
        tell(feed.last());
        touched.add(feed);
      }
    }
    touched.forEach(feed -> feed.listeners().forEach(LiveStream::wake));
    memory.forget(System.nanoTime());
  }

  /// Waits for the registry for as long as it takes: no event is left out.
  private void tell(LiveEvent event) {
    while (!closed) {
      try {
        event.tell(blocks);
        return;
      } catch (RuntimeException e) {
        if (!RegistryFailure.isIn(e)) {
          throw e;
        }
        failure = e.getClass().getSimpleName();
        log.warn("An event waits for the schema registry: {}", e.toString());
        LockSupport.parkNanos(REGISTRY_RETRY_PAUSE.toNanos());
      }
    }
  }

  /// Asks the brokers, which tells whether they are there, too: reading alone does not.
  private void look(FollowedPartitions partitions) {
    lag = partitions.lag();
    partitions.addNew(memory);
    failure = null;
  }

  /// Takes brokers that do not answer for brokers that will.
  private void waiting(Runnable question) {
    try {
      question.run();
    } catch (TimeoutException e) {
      if (failure == null) {
        log.warn("Kafka does not answer; events go on where they stopped when it does");
      }
      failure = e.getClass().getSimpleName();
    }
  }

  private static boolean isOver(Duration time, long sinceNanos, long nowNanos) {
    return nowNanos - sinceNanos >= time.toNanos();
  }
}
