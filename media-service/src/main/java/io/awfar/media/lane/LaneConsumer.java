package io.awfar.media.lane;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;

/// Hands on the records of a lane once they are due, and has the consumer leave a partition alone
/// until its next one is.
///
/// The consumer goes on polling meanwhile, so the group does not take it for dead. A partition that
/// moves is read from what is committed and left alone again by its new reader, if need be.
public final class LaneConsumer implements BatchConsumerAwareMessageListener<byte[], byte[]> {

  private final BatchConsumerAwareMessageListener<byte[], byte[]> next;
  private final Duration delay;
  private final MessageListenerContainer container;
  private final ScheduledExecutorService timer;
  private final Clock clock;

  /// @param next whom the records are for
  /// @param delay from when a record was written
  /// @param container of the one consumer that reads the lane
  /// @param timer wakes up the consumer
  public LaneConsumer(
      BatchConsumerAwareMessageListener<byte[], byte[]> next,
      Duration delay,
      MessageListenerContainer container,
      ScheduledExecutorService timer,
      Clock clock) {
    this.next = next;
    this.delay = delay;
    this.container = container;
    this.timer = timer;
    this.clock = clock;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
    DueRecords sorted = DueRecords.of(records, delay, clock.instant());
    if (!sorted.due().isEmpty()) {
      next.onMessage(sorted.due(), consumer);
    }
    sorted
        .heads()
        .forEach((partition, head) -> wait(partition, head, Objects.requireNonNull(consumer)));
  }

  private void wait(TopicPartition partition, DueRecords.Head head, Consumer<?, ?> consumer) {
    consumer.seek(partition, head.offset());
    Duration wait = Duration.between(clock.instant(), head.at());
    if (wait.isPositive()) {
      // Done by the container before its next poll, and undone by it when it is woken up.
      container.pausePartition(partition);
      var _ =
          timer.schedule(
              () -> container.resumePartition(partition),
              wait.toMillis() + 1,
              TimeUnit.MILLISECONDS);
    }
  }
}
