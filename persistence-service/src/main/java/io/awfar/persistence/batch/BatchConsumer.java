package io.awfar.persistence.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

/// Takes a poll of one topic, and more where more is waiting: when it returns, each record is a row
/// or a dead letter, durably, and the offsets are committed. When it throws, the records of the
/// poll that it was given must come again.
final class BatchConsumer<V extends SpecificRecord>
    implements BatchConsumerAwareMessageListener<byte[], byte[]> {

  private static final Logger log = LoggerFactory.getLogger(BatchConsumer.class);

  private final int pollRecordsMax;
  private final BooleanSupplier running;
  private final RecordDecoder<V> decoder;
  private final Backlog<V> backlog;
  private final BatchWriter<V> writer;
  private final DeadLetters deadLetters;
  private final BatchMetrics metrics;
  private final WaitingConsumers waiting;

  /// @param running whether more may be taken than the poll that was given
  BatchConsumer(
      int pollRecordsMax,
      BooleanSupplier running,
      RecordDecoder<V> decoder,
      Backlog<V> backlog,
      BatchWriter<V> writer,
      DeadLetters deadLetters,
      BatchMetrics metrics,
      WaitingConsumers waiting) {
    this.pollRecordsMax = pollRecordsMax;
    this.running = running;
    this.decoder = decoder;
    this.backlog = backlog;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.waiting = waiting;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
    long start = System.nanoTime();
    @SuppressWarnings("unchecked") // made by a factory of such consumers
    Polls polls =
        new Polls(
            (Consumer<byte[], byte[]>) Objects.requireNonNull(consumer), pollRecordsMax, records);
    try {
      if (!append(polls, records.getFirst().partition())) {
        store(polls.onlyGiven());
      }
      polls.commit();
    } catch (RuntimeException e) {
      // Also when their rows are committed already and only a dead letter is missing: what is read
      // again finds its rows, and what is not read again is lost.
      var unused = polls.onlyGiven();
      waiting.add(Thread.currentThread(), cause(e));
      log.warn(
          "{} records from {} wait to be stored: {}",
          records.size(),
          position(records.getFirst()),
          cause(e));
      throw e;
    }
    waiting.remove(Thread.currentThread());
    metrics.batch(polls.records(), Duration.ofNanos(System.nanoTime() - start));
  }

  /// Takes records for new, and says whether they were.
  private boolean append(Polls polls, int shard) {
    if (!backlog.takesAny()) {
      return false;
    }
    List<Rejected> rejected = new ArrayList<>();
    Written written;
    try {
      written = backlog.write(decoded(polls, rejected), shard);
    } catch (RuntimeException e) {
      return switch (DatabaseFailure.of(e)) {
        case CONTENT, COLLISION, CONFLICT -> false;
        case UNAVAILABLE -> throw e;
      };
    }
    settle(List.of(written), rejected);
    return true;
  }

  private Iterator<List<V>> decoded(Polls polls, List<Rejected> rejected) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        // Letters are held until the commit; a topic full of them must not fill the memory.
        return rejected.isEmpty() && running.getAsBoolean() && polls.hasNext();
      }

      @Override
      public List<V> next() {
        List<V> values = new ArrayList<>();
        decoder.decode(polls.next(), incoming -> values.add(incoming.value()), rejected::add);
        return values;
      }
    };
  }

  private void store(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Incoming<V>> decoded = new ArrayList<>(records.size());
    List<Rejected> rejected = new ArrayList<>();
    List<Written> written = new ArrayList<>();
    decoder.decode(records, decoded::add, rejected::add);
    writer.write(decoded, written::add, rejected::add);
    settle(written, rejected);
  }

  private void settle(List<Written> written, List<Rejected> rejected) {
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
