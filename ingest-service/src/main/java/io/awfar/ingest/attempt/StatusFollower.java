package io.awfar.ingest.attempt;

import io.awfar.whatsapp.MessageStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of the statuses of our sends as they come, whichever instance sent them: what came before
/// it began is over, and what came while the broker was away is made up for.
public final class StatusFollower implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StatusFollower.class);

  private static final Duration BEGIN_PAUSE = Duration.ofMillis(200);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final Supplier<StatusScan> scans;
  private final ValueReader<MessageStatus> values;
  private final BooleanSupplier canBegin;
  private final Consumer<List<OwnStatus>> listener;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean closed;

  /// Until when all was read, null before the first reading; for its thread only.
  private @Nullable Instant readUntil;

  /// @param scans makes a reader of the statuses
  /// @param canBegin whether the topic is there
  /// @param listener is told of those that were read together, in one call
  public StatusFollower(
      Supplier<StatusScan> scans,
      ValueReader<MessageStatus> values,
      BooleanSupplier canBegin,
      Consumer<List<OwnStatus>> listener,
      Clock clock) {
    this.scans = scans;
    this.values = values;
    this.canBegin = canBegin;
    this.listener = listener;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("send-status-follower").daemon().start(this::run);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        if (canBegin.getAsBoolean()) {
          follow();
          TimeUnit.NANOSECONDS.sleep(RETRY_PAUSE.toNanos());
        } else {
          TimeUnit.NANOSECONDS.sleep(BEGIN_PAUSE.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try (StatusScan scan = scans.get()) {
      Instant from = readUntil;
      if (from == null) {
        readUntil = clock.instant();
      } else {
        // What is told twice because of different clocks does no harm.
        scan.from(from);
      }
      while (!closed) {
        Instant before = clock.instant();
        read(scan);
        readUntil = before;
      }
    } catch (RuntimeException e) {
      if (!closed) {
        log.warn("Statuses of our sends cannot be followed: {}", e.toString());
      }
    }
  }

  private void read(StatusScan scan) {
    List<OwnStatus> read = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : scan.poll()) {
      OwnStatus status = OwnStatus.of(values.read(record.topic(), record.value()));
      if (status != null) {
        read.add(status);
      }
    }
    if (!read.isEmpty()) {
      listener.accept(read);
    }
  }
}
