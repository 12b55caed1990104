package io.awfar.persistence.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.stereotype.Component;

/// The consumers of all topics that have rows; they start last and stop first.
@Component
final class TopicConsumers implements SmartLifecycle {

  private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;
  private volatile boolean running;

  TopicConsumers(List<RowStore<?>> stores, ContainerFactory factory, MeterRegistry meters) {
    this.containers =
        stores.stream()
            .<ConcurrentMessageListenerContainer<byte[], byte[]>>map(factory::container)
            .toList();
    containers.forEach(container ->
        meters.gauge(
            "awfar.persistence.lag",
            List.of(Tag.of("topic", container.getBeanName())),
            container,
            ConsumerLag::records));
  }

  @Override
  public void start() {
    containers.forEach(ConcurrentMessageListenerContainer::start);
    running = true;
  }

  @Override
  public void stop() {
    containers.forEach(ConcurrentMessageListenerContainer::stop);
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Whether no consumer has stopped by itself.
  boolean allRun() {
    return containers.stream()
        .allMatch(container ->
            container.isRunning()
                && container.getContainers().stream().allMatch(consumer -> consumer.isRunning()));
  }
}
