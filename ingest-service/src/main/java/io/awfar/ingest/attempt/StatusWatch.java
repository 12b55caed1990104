package io.awfar.ingest.attempt;

import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for sends that are in doubt in the statuses: WhatsApp repeats our id of a send in the
/// statuses of its message, and so does the outcome of a send whose end we did not see.
///
/// Reads only while there is a doubt, from shortly before the oldest one. "Not found" is said once
/// its time is over and all that the topic held by then was read, never because the broker is away.
public final class StatusWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StatusWatch.class);

  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final Supplier<StatusScan> scans;
  private final ValueReader<MessageStatus> values;
  private final Duration timeMax;
  private final BlockingQueue<Doubt> raised = new LinkedBlockingQueue<>();
  private final Map<UUID, Doubt> open = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  /// @param scans makes a reader of the statuses
  /// @param timeMax how long a status is waited for
  public StatusWatch(
      Supplier<StatusScan> scans, ValueReader<MessageStatus> values, Duration timeMax) {
    this.scans = scans;
    this.values = values;
    this.timeMax = timeMax;
    this.thread = Thread.ofPlatform().name("send-status-watch").daemon().start(this::run);
  }

  /// Looks for a send.
  ///
  /// @param ownerId its workspace
  /// @param since a time before which WhatsApp was not called
  public CompletableFuture<Verdict> find(UUID sendId, UUID ownerId, Instant since) {
    long endNanos = System.nanoTime() + timeMax.toNanos();
    Doubt doubt = new Doubt(sendId, ownerId, since, endNanos, new CompletableFuture<>());
    raised.add(doubt);
    return doubt.verdict();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        if (open.isEmpty()) {
          admit(List.of(raised.take()));
        }
        try (StatusScan scan = scans.get()) {
          scan.from(oldest(open.values()));
          while (!open.isEmpty() && !closed) {
            readOn(scan);
          }
        } catch (RuntimeException e) {
          // Whatever it is: nobody else would ever settle these doubts.
          if (!closed) {
            log.warn(
                "Statuses cannot be read, {} sends stay in doubt: {}", open.size(), e.toString());
            TimeUnit.NANOSECONDS.sleep(RETRY_PAUSE.toNanos());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readOn(StatusScan scan) {
    List<Doubt> fresh = new ArrayList<>();
    raised.drainTo(fresh);
    if (!fresh.isEmpty()) {
      admit(fresh);
      // What is read again finds nothing new of the older ones.
      scan.from(oldest(fresh));
    }
    long before = System.nanoTime();
    for (ConsumerRecord<byte[], byte[]> record : scan.poll()) {
      look(record);
    }
    List<Doubt> overdue =
        open.values().stream().filter(doubt -> before - doubt.endNanos() > 0).toList();
    if (!overdue.isEmpty() && scan.isAtEnd()) {
      overdue.forEach(doubt -> settle(doubt, new Verdict.Unknown()));
    }
  }

  private void look(ConsumerRecord<byte[], byte[]> record) {
    MessageStatus status = values.read(record.topic(), record.value());
    String callbackData = status == null ? null : status.getCallbackData();
    Doubt doubt = callbackData == null ? null : doubt(callbackData);
    if (status == null || doubt == null || !status.getOwnerId().equals(doubt.ownerId())) {
      return;
    }
    if (!status.getWaMessageId().equals(callbackData)) {
      OwnStatus own = new OwnStatus(doubt.sendId(), status);
      settle(doubt, new Verdict.Sent(status.getWaMessageId(), own.recipient()));
    } else if (status.getStatus() == DeliveryStatus.FAILED) {
      // With the id of the send in its place there is no message: an outcome of ours.
      settle(doubt, new Verdict.Refused());
    }
  }

  private @Nullable Doubt doubt(String callbackData) {
    try {
      return open.get(UUID.fromString(callbackData));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void admit(List<Doubt> doubts) {
    for (Doubt doubt : doubts) {
      Doubt before = open.put(doubt.sendId(), doubt);
      if (before != null) {
        // Of the same send, before its partition was lost and taken over again.
        var unused = doubt.verdict().thenAccept(before.verdict()::complete);
      }
    }
  }

  private void settle(Doubt doubt, Verdict verdict) {
    open.remove(doubt.sendId());
    boolean unused = doubt.verdict().complete(verdict);
  }

  private static Instant oldest(Iterable<Doubt> doubts) {
    Instant oldest = Instant.MAX;
    for (Doubt doubt : doubts) {
      oldest = doubt.since().isBefore(oldest) ? doubt.since() : oldest;
    }
    return oldest;
  }
}
