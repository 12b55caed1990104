package io.awfar.bench.persist;

import org.apache.kafka.clients.producer.KafkaProducer;

/// Records that are in their topic, in a transaction that is still open: who reads `read_committed`
/// is given them once they are released. All that is left to do then is to end the transaction,
/// which disturbs nobody's clock.
record Withheld(KafkaProducer<?, ?> producer) implements AutoCloseable {

  void release() {
    producer.commitTransaction();
  }

  /// What was not released is lost with the transaction.
  @Override
  public void close() {
    producer.close();
  }
}
