package io.awfar.ingest.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Waits until each record of a request is acknowledged or has failed; only then is its memory
/// free.
final class Acks implements Callback {

  private final AtomicInteger missing;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final CompletableFuture<@Nullable Exception> all = new CompletableFuture<>();

  Acks(int records) {
    missing = new AtomicInteger(records);
    if (records == 0) {
      all.complete(null);
    }
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null) {
      failure.compareAndSet(null, exception);
    }
    arrived(1);
  }

  /// Gives up the records that were never handed to the producer.
  void skip(int records) {
    arrived(records);
  }

  /// Whether a record has failed already, so that sending more is of no use.
  boolean failed() {
    return failure.get() != null;
  }

  /// The first failure, or null if all are acknowledged.
  CompletableFuture<@Nullable Exception> all() {
    return all;
  }

  private void arrived(int records) {
    if (missing.addAndGet(-records) == 0) {
      all.complete(failure.get());
    }
  }
}
