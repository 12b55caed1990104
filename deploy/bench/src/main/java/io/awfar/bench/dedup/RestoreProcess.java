package io.awfar.bench.dedup;

import io.awfar.bench.process.Measured;
import io.awfar.bench.process.ProcessCost;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

/// A successor that has lost its state: prints how long the restore took, from the first record of
/// a changelog to processing.
final class RestoreProcess {

  private static final Duration STOP_MAX = Duration.ofSeconds(30);

  private RestoreProcess() {}

  /// @param arguments those of [EventStream]
  public static void main(String[] arguments) throws InterruptedException {
    EventStream stream = EventStream.of(arguments);
    Contender contender = Contenders.named(stream.contender(), stream.memory());
    Restores restores = new Restores();
    CountDownLatch running = new CountDownLatch(1);
    long self = ProcessHandle.current().pid();
    try (KafkaStreams streams = stream.build(contender, () -> {})) {
      streams.setGlobalStateRestoreListener(restores);
      streams.setStateListener((now, before) -> {
        if (now == KafkaStreams.State.RUNNING && restores.started()) {
          running.countDown();
        }
      });
      streams.start();
      running.await();
      double seconds = (System.nanoTime() - restores.firstNanos.get()) / 1e9;
      double cpu = ProcessCost.cpuSeconds(self);
      double storeBytes = contender.storeBytes(streams);
      streams.close(STOP_MAX);
      new Measured(Map.of("seconds", seconds, "cpuSeconds", cpu, "storeBytes", storeBytes)).print();
    }
  }

  private static final class Restores implements StateRestoreListener {

    private final AtomicLong firstNanos = new AtomicLong();

    boolean started() {
      return firstNanos.get() != 0;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
      firstNanos.compareAndSet(0, System.nanoTime());
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long records) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {}
  }
}
