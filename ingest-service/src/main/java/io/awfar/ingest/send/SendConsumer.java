package io.awfar.ingest.send;

import io.awfar.ingest.attempt.SendQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Reads the commands of the partitions that are ours, and hands them to the desk.
final class SendConsumer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SendConsumer.class);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final OwnPartitions partitions;
  private final CommandIntake intake;
  private final BooleanSupplier canBegin;
  private final Breakdown breakdown;
  private final Duration stopTimeMax;
  private volatile boolean running;
  private @Nullable Thread thread;

  /// @param canBegin whether topics are there, outcomes can be told, and all numbers are known
  SendConsumer(
      Supplier<Consumer<byte[], byte[]>> consumers,
      OwnPartitions partitions,
      CommandIntake intake,
      BooleanSupplier canBegin,
      Breakdown breakdown,
      Duration stopTimeMax) {
    this.consumers = consumers;
    this.partitions = partitions;
    this.intake = intake;
    this.canBegin = canBegin;
    this.breakdown = breakdown;
    this.stopTimeMax = stopTimeMax;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("send-consumer").daemon().start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    Thread reader = thread;
    if (reader == null) {
      return;
    }
    try {
      if (!reader.join(stopTimeMax)) {
        log.warn("Sends that are under way are left to whoever takes over");
        reader.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    try {
      while (running) {
        if (canBegin.getAsBoolean()) {
          consume();
        }
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      breakdown.report(e);
    }
  }

  private void consume() throws InterruptedException {
    // Closing it gives the partitions up, as a rebalance does.
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.subscribe(
          Arrays.stream(SendQueue.values()).map(SendQueue::topic).toList(),
          partitions.of(consumer));
      while (running) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (SendQueue queue : SendQueue.values()) {
          takeIn(records.records(queue.topic()));
        }
        partitions.lookAfter(consumer);
      }
    } catch (WakeupException e) {
      // Nothing wakes it but the end.
    } catch (KafkaException e) {
      log.warn("Commands cannot be read: {}", e.toString());
      partitions.lose();
      TimeUnit.NANOSECONDS.sleep(RETRY_PAUSE.toNanos());
    }
  }

  private void takeIn(Iterable<ConsumerRecord<byte[], byte[]>> records)
      throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      PartitionSends partition =
          partitions.find(new TopicPartition(record.topic(), record.partition()));
      if (partition != null) {
        intake.take(record, partition);
      }
    }
  }
}
