package io.awfar.media.transfer;

import io.awfar.media.store.StoreUnavailableException;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/// Brings a batch that was not committed back, for ever, at growing intervals.
///
/// The thread waits meanwhile and polls nothing; the wait is far below the time after which the
/// group would take it for dead.
final class BatchRetry implements CommonErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(BatchRetry.class);
  private static final String UNEXPECTED = "fault";
  private static final Duration OTHER_DELAY = Duration.ofSeconds(1);

  private final Outage outage;

  BatchRetry(Outage outage) {
    this.outage = outage;
  }

  @Override
  public boolean seeksAfterHandling() {
    return true;
  }

  @Override
  public boolean isAckAfterHandle() {
    return false;
  }

  @Override
  public void handleBatch(
      Exception thrown,
      ConsumerRecords<?, ?> records,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable invokeListener) {
    Throwable cause =
        thrown instanceof ListenerExecutionFailedException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    Duration wait = outage.goesOn(codeOf(cause));
    if (cause instanceof OutageException asked && asked.retryAfter().compareTo(wait) > 0) {
      wait = asked.retryAfter();
    }
    report(records.count(), wait, cause);
    do {
      sleep(container, wait);
    } while (container.isRunning() && !rewind(records, consumer));
  }

  @Override
  public void handleOtherException(
      Exception thrown,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    log.warn("The consumer cannot poll", thrown);
    sleep(container, OTHER_DELAY);
  }

  @Override
  public void clearThreadState() {
    outage.isOver();
  }

  /// What this thread waited with may be another's now. If not, it is noted again.
  @Override
  public void onPartitionsAssigned(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Runnable publishPause) {
    outage.isOver();
  }

  /// What is down is said in a line, since it is said at every attempt; what was not expected is
  /// said with its place in the code.
  private static void report(int records, Duration wait, Throwable cause) {
    String code = codeOf(cause);
    if (code.equals(OutageException.STOPPING)) {
      log.info("{} records are left to the next start", records);
    } else if (code.equals(UNEXPECTED)) {
      log.error("{} records are tried again in {} ms", records, wait.toMillis(), cause);
    } else {
      log.warn(
          "{} records are tried again in {} ms, waiting for {}: {}",
          records,
          wait.toMillis(),
          code,
          NestedExceptionUtils.getMostSpecificCause(cause).toString());
    }
  }

  /// Goes back to what the group has committed and not to where the batch began: when the answer to
  /// a commit is lost, only the broker knows whether the batch is done, and doing it again would
  /// publish it twice.
  private static boolean rewind(ConsumerRecords<?, ?> records, Consumer<?, ?> consumer) {
    Set<TopicPartition> partitions = records.partitions();
    Map<TopicPartition, OffsetAndMetadata> committed;
    try {
      committed = consumer.committed(partitions);
    } catch (KafkaException e) {
      log.warn("The committed offsets cannot be read", e);
      return false;
    }
    Set<TopicPartition> assigned = consumer.assignment();
    for (TopicPartition partition : partitions) {
      if (assigned.contains(partition)) {
        OffsetAndMetadata offset = committed.get(partition);
        consumer.seek(partition, offset != null ? offset.offset() : first(records, partition));
      }
    }
    return true;
  }

  private static long first(ConsumerRecords<?, ?> records, TopicPartition partition) {
    ConsumerRecord<?, ?> first = records.records(partition).getFirst();
    return first.offset();
  }

  private static String codeOf(Throwable cause) {
    return switch (cause) {
      case OutageException e -> String.valueOf(e.getMessage());
      case StoreUnavailableException _ -> "bucket";
      case SchemaRegistryUnavailableException _ -> "schema-registry";
      case KafkaException _, org.springframework.kafka.KafkaException _ -> "kafka";
      default -> UNEXPECTED;
    };
  }

  private static void sleep(MessageListenerContainer container, Duration wait) {
    try {
      ListenerUtils.stoppableSleep(container, wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
