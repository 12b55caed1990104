package io.awfar.media.transfer;

import io.awfar.media.lane.LaneBacklog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/// The consumers of the lanes aside, one each, and the count of what waits there; they start and
/// stop together, when that of all messages does.
final class LaneConsumers implements SmartLifecycle {

  private final List<? extends AbstractMessageListenerContainer<byte[], byte[]>> containers;
  private final LaneBacklog backlog;
  private final ScheduledExecutorService timer;
  private final Duration lookInterval;
  private volatile boolean running;

  LaneConsumers(
      List<? extends AbstractMessageListenerContainer<byte[], byte[]>> containers,
      LaneBacklog backlog,
      ScheduledExecutorService timer,
      Duration lookInterval) {
    this.containers = containers;
    this.backlog = backlog;
    this.timer = timer;
    this.lookInterval = lookInterval;
  }

  List<? extends AbstractMessageListenerContainer<byte[], byte[]>> containers() {
    return containers;
  }

  @Override
  public void start() {
    containers.forEach(AbstractMessageListenerContainer::start);
    var _ =
        timer.scheduleWithFixedDelay(
            backlog::look, 0, lookInterval.toMillis(), TimeUnit.MILLISECONDS);
    running = true;
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    AtomicInteger left = new AtomicInteger(containers.size());
    for (var container : containers) {
      container.stop(() -> {
        if (left.decrementAndGet() == 0) {
          timer.shutdownNow();
          callback.run();
        }
      });
    }
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return AbstractMessageListenerContainer.DEFAULT_PHASE;
  }
}
