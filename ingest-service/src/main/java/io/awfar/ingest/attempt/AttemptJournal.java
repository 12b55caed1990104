package io.awfar.ingest.attempt;

import io.awfar.whatsapp.SendAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The attempts of one partition, written by one instance at a time.
///
/// Each write is a committed transaction under an id that belongs to the partition. Whoever opens
/// the journal fences all who had it before: from then on none of their steps becomes durable, and
/// so none of their calls begins. Steps that wait are committed together.
public final class AttemptJournal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AttemptJournal.class);

  private static final int TOGETHER_MAX = 500;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

  private record Entry(ProducerRecord<String, byte[]> step, CompletableFuture<Noted> noted) {}

  private final TopicPartition attempts;
  private final Producer<String, byte[]> producer;
  private final Serializer<Object> serializer;
  private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable JournalLostException> lost = new AtomicReference<>();
  private final Thread writer;

  /// Opens the journal; the producer has the transactional id of the partition.
  ///
  /// @throws KafkaException if the broker does not answer
  AttemptJournal(
      TopicPartition attempts, Producer<String, byte[]> producer, Serializer<Object> serializer) {
    this.attempts = attempts;
    this.producer = producer;
    this.serializer = serializer;
    producer.initTransactions();
    this.writer = Thread.ofVirtual().name("send-journal-" + attempts).start(this::writeUntilLost);
  }

  /// Whether steps can still be written from here, as far as is known.
  public boolean isLost() {
    return lost.get() != null;
  }

  /// Writes a step; the result fails with a [JournalLostException] if it will not be durable, or
  /// that cannot be known.
  public CompletableFuture<Noted> write(String key, SendAttempt step) {
    CompletableFuture<Noted> noted = new CompletableFuture<>();
    try {
      byte[] bytes = serializer.serialize(attempts.topic(), step);
      // To the partition itself: the key's own might differ for a command that was put elsewhere.
      waiting.add(
          new Entry(
              new ProducerRecord<>(attempts.topic(), attempts.partition(), key, bytes), noted));
    } catch (KafkaException e) {
      noted.completeExceptionally(lose("a step could not be encoded", e));
      return noted;
    }
    if (isLost()) {
      failWaiting();
    }
    return noted;
  }

  @Override
  public void close() {
    JournalLostException unused = lose("the journal was closed", null);
    writer.interrupt();
    failWaiting();
    producer.close(Duration.ZERO);
  }

  private void writeUntilLost() {
    try {
      while (!isLost()) {
        List<Entry> together = new ArrayList<>();
        together.add(waiting.take());
        waiting.drainTo(together, TOGETHER_MAX - 1);
        commit(together);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failWaiting();
  }

  private void commit(List<Entry> together) throws InterruptedException {
    while (true) {
      try {
        List<Future<RecordMetadata>> sent = new ArrayList<>(together.size());
        producer.beginTransaction();
        together.forEach(entry -> sent.add(producer.send(entry.step())));
        long asked = System.nanoTime();
        end();
        settle(together, sent, asked);
        return;
      } catch (RuntimeException e) {
        if (isLost() || !isAborted()) {
          JournalLostException failure = lose("a transaction failed", e);
          together.forEach(entry -> entry.noted().completeExceptionally(failure));
          return;
        }
        log.warn("Steps of {} are written again: {}", attempts, e.toString());
        Thread.sleep(RETRY_PAUSE);
      }
    }
  }

  /// Commits; one that takes too long may have happened or not, and is asked for until it is known.
  private void end() {
    while (true) {
      try {
        producer.commitTransaction();
        return;
      } catch (TimeoutException e) {
        if (isLost()) {
          throw e;
        }
      }
    }
  }

  private static void settle(
      List<Entry> together, List<Future<RecordMetadata>> sent, long commitNanos) {
    for (int i = 0; i < together.size(); i++) {
      long offset = sent.get(i).resultNow().offset();
      boolean unused = together.get(i).noted().complete(new Noted(offset, commitNanos));
    }
  }

  private boolean isAborted() {
    try {
      producer.abortTransaction();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private JournalLostException lose(String message, @Nullable Throwable cause) {
    JournalLostException failure = new JournalLostException(message, cause);
    if (lost.compareAndSet(null, failure) && cause != null) {
      log.warn("The journal {} is lost: {}", attempts, cause.toString());
    }
    return failure;
  }

  private void failWaiting() {
    JournalLostException failure = lost.get();
    Entry entry = waiting.poll();
    while (entry != null && failure != null) {
      boolean unused = entry.noted().completeExceptionally(failure);
      entry = waiting.poll();
    }
  }
}
