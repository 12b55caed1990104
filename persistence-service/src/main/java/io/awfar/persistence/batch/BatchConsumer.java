package io.awfar.persistence.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/// Takes a poll of one topic: when it returns, each record is a row or a dead letter, durably, and
/// the offsets may be committed. When it throws, the same records must come again.
final class BatchConsumer<V extends SpecificRecord>
    implements BatchMessageListener<byte[], byte[]> {

  private static final Logger log = LoggerFactory.getLogger(BatchConsumer.class);

  private final RecordDecoder<V> decoder;
  private final BatchWriter<V> writer;
  private final DeadLetters deadLetters;
  private final BatchMetrics metrics;
  private final WaitingConsumers waiting;

  BatchConsumer(
      RecordDecoder<V> decoder,
      BatchWriter<V> writer,
      DeadLetters deadLetters,
      BatchMetrics metrics,
      WaitingConsumers waiting) {
    this.decoder = decoder;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.waiting = waiting;
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
    long start = System.nanoTime();
    try {
      store(records);
    } catch (RuntimeException e) {
      waiting.add(Thread.currentThread(), cause(e));
      log.warn(
          "{} records from {} wait to be stored: {}",
          records.size(),
          position(records.getFirst()),
          cause(e));
      throw e;
    }
    waiting.remove(Thread.currentThread());
    metrics.batch(records.size(), Duration.ofNanos(System.nanoTime() - start));
  }

  private void store(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Incoming<V>> decoded = new ArrayList<>(records.size());
    List<Rejected> rejected = new ArrayList<>();
    List<Written> written = new ArrayList<>();
    decoder.decode(records, decoded::add, rejected::add);
    writer.write(decoded, written::add, rejected::add);
    if (!rejected.isEmpty()) {
      deadLetters.publish(rejected);
    }
    written.forEach(metrics::written);
    metrics.rejected(rejected);
  }

  private static String position(ConsumerRecord<?, ?> record) {
    return record.topic() + '-' + record.partition() + '@' + record.offset();
  }

  /// Class and SQLSTATE only: the message of a database may quote a record.
  private static String cause(Throwable failure) {
    String state = DatabaseFailure.sqlState(failure);
    return failure.getClass().getSimpleName() + (state == null ? "" : ", SQLSTATE " + state);
  }
}
