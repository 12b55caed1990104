package io.awfar.ingest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
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
/// without a restart.
final class LiveProducer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LiveProducer.class);

  private static final Duration LEADERS_LOOK = Duration.ofMillis(20);

  private final DefaultKafkaProducerFactory<String, byte[]> factory;
  private final PartitionLeaders leaders;
  private final Counter replacements;
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

  /// @throws KafkaException if a new one is needed and cannot be made
  Producer<String, byte[]> get() {
    Producer<String, byte[]> producer = current;
    return producer == null ? create() : producer;
  }

  /// Waits until every partition has a leader that takes records: one sent before would fail, and
  /// may take those sent after it along.
  ///
  /// @throws KafkaException if it takes longer than `timeMax`
  void awaitLeaders(String topic, Duration timeMax) throws InterruptedException {
    leaders.await(partitions(topic, timeMax), timeMax);
  }

  /// Replaces a producer that failed, if the failure is final and nobody has replaced it yet.
  void failed(Producer<String, byte[]> producer, Exception failure) {
    if (isFinal(failure)) {
      // Closing waits for the network thread, which may be the one that reports the failure.
      Thread.ofVirtual().name("ingest-producer-replacement").start(() -> replace(producer));
    }
  }

  @Override
  public void close() {
    closed = true;
    factory.destroy();
  }

  private List<PartitionInfo> partitions(String topic, Duration timeMax)
      throws InterruptedException {
    long endNanos = System.nanoTime() + timeMax.toNanos();
    while (true) {
      try {
        List<PartitionInfo> partitions = get().partitionsFor(topic);
        if (partitions.stream().noneMatch(partition -> partition.leader() == null)) {
          return partitions;
        }
      } catch (TimeoutException e) {
        // The producer does not wait; it has asked now, and will know.
      }
      if (System.nanoTime() > endNanos) {
        throw new TimeoutException(topic + " has partitions without a leader");
      }
      Thread.sleep(LEADERS_LOOK);
    }
  }

  private synchronized Producer<String, byte[]> create() {
    Producer<String, byte[]> producer = factory.createProducer();
    current = producer;
    return producer;
  }

  private synchronized void replace(Producer<String, byte[]> producer) {
    if (!closed && current == producer) {
      log.warn("The Kafka producer cannot go on and is replaced");
      replacements.increment();
      current = null;
      factory.reset();
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
