package io.awfar.ingest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/// The producer in use. One that can never send again is replaced, so that the service heals
/// without a restart.
final class LiveProducer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LiveProducer.class);

  private final DefaultKafkaProducerFactory<String, byte[]> factory;
  private final Counter replacements;
  private volatile boolean closed;

  LiveProducer(DefaultKafkaProducerFactory<String, byte[]> factory, MeterRegistry meters) {
    this.factory = factory;
    this.replacements =
        Counter.builder("awfar.ingest.producer.replacements")
            .description("Producers given up after a failure that they cannot recover from")
            .register(meters);
  }

  /// @throws KafkaException if a new one is needed and cannot be made
  Producer<String, byte[]> get() {
    return factory.createProducer();
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

  private synchronized void replace(Producer<String, byte[]> producer) {
    if (!closed && factory.createProducer() == producer) {
      log.warn("The Kafka producer cannot go on and is replaced");
      replacements.increment();
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
