package io.awfar.ingest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/// The producer in use. One that can never send again is replaced, so that the service heals
/// without a restart; until then there is none, and nobody waits for it.
final class LiveProducer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LiveProducer.class);

  private static final Duration METADATA_LOOK = Duration.ofMillis(20);
  private static final Duration METADATA_TIME_MAX = Duration.ofSeconds(5);
  private static final Duration REPLACEMENT_PAUSE = Duration.ofSeconds(1);

  /// Longer than a record takes to be sent or given up.
  private static final int CLOSE_SECONDS_MAX = 30;

  private final DefaultKafkaProducerFactory<String, byte[]> factory;
  private final PartitionLeaders leaders;
  private final Counter replacements;
  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Producer<String, byte[]> current;
  private volatile boolean closed;

  LiveProducer(
      DefaultKafkaProducerFactory<String, byte[]> factory,
      PartitionLeaders leaders,
      MeterRegistry meters) {
    this.factory = factory;
    this.leaders = leaders;
    this.replacements =
        Counter.builder("awfar.ingest.producer.replacements")
            .description("Producers given up after a failure that they cannot recover from")
            .register(meters);
  }

  /// Never waits.
  ///
  /// @throws KafkaException if there is none at the moment
  Producer<String, byte[]> get() {
    Producer<String, byte[]> producer = current;
    if (producer == null) {
      throw new KafkaException("There is no producer yet, or it is being replaced");
    }
    return producer;
  }

  /// Makes one if there is none, which may take a while.
  ///
  /// @throws KafkaException if it cannot be made
  synchronized Producer<String, byte[]> open() {
    Producer<String, byte[]> producer = current;
    if (producer == null) {
      producer = factory.createProducer();
      current = producer;
    }
    return producer;
  }

  /// Waits until every partition has a leader that takes records: one sent before would fail, and
  /// may take those sent after it along.
  ///
  /// @throws KafkaException if it takes longer than `timeMax`
  void awaitLeaders(String topic, Duration timeMax) throws InterruptedException {
    leaders.await(metadata(open(), topic, timeMax), timeMax);
    topics.add(topic);
  }

  /// Replaces a producer that failed, if the failure is final and nobody has replaced it yet.
  void failed(Producer<String, byte[]> producer, Exception failure) {
    if (isFinal(failure) && giveUp(producer)) {
      // Closing waits for the network thread, which may be the one that reports the failure.
      Thread.ofVirtual().name("ingest-producer-replacement").start(this::replace);
    }
  }

  @Override
  public void close() {
    closed = true;
    factory.destroy();
  }

  private static List<PartitionInfo> metadata(
      Producer<String, byte[]> producer, String topic, Duration timeMax)
      throws InterruptedException {
    long endNanos = System.nanoTime() + timeMax.toNanos();
    while (true) {
      try {
        List<PartitionInfo> partitions = producer.partitionsFor(topic);
        if (partitions.stream().noneMatch(partition -> partition.leader() == null)) {
          return partitions;
        }
      } catch (TimeoutException e) {
        // The producer does not wait; it has asked now, and will know.
      }
      if (System.nanoTime() > endNanos) {
        throw new TimeoutException(topic + " has partitions without a leader");
      }
      Thread.sleep(METADATA_LOOK);
    }
  }

  private synchronized boolean giveUp(Producer<String, byte[]> producer) {
    if (closed || current != producer) {
      return false;
    }
    log.warn("The Kafka producer cannot go on and is replaced");
    replacements.increment();
    current = null;
    return true;
  }

  private void replace() {
    try {
      while (!closed) {
        try {
          reset();
          Producer<String, byte[]> fresh = factory.createProducer();
          for (String topic : topics) {
            var unused = metadata(fresh, topic, METADATA_TIME_MAX);
          }
          current = fresh;
          return;
        } catch (KafkaException e) {
          log.warn("No Kafka producer could be made: {}", e.toString());
          Thread.sleep(REPLACEMENT_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reset() {
    // What it has in flight cannot be sent any more.
    factory.setPhysicalCloseTimeout(0);
    try {
      factory.reset();
    } finally {
      factory.setPhysicalCloseTimeout(CLOSE_SECONDS_MAX);
    }
  }

  /// Fenced, out of sequence, closed, or any state in which the producer refuses all further
  /// records; not what another attempt, another record or another permission makes good.
  private static boolean isFinal(Exception failure) {
    return !(failure instanceof RetriableException
        || failure instanceof RecordTooLargeException
        || failure instanceof InvalidTopicException
        || failure instanceof AuthorizationException);
  }
}
