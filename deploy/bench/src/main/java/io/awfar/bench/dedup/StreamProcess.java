package io.awfar.bench.dedup;

import io.awfar.bench.process.Measured;
import io.awfar.bench.process.ProcessCost;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.KafkaStreams;

/// The process of one run: processes the input once and prints what that took.
final class StreamProcess {

  /// The part of the input that warms up.
  private static final double WARM_UP = 0.4;

  private static final Duration STOP_MAX = Duration.ofSeconds(60);

  private StreamProcess() {}

  /// @param arguments records of the input, process id of the broker, and those of [EventStream]
  public static void main(String[] arguments) throws InterruptedException {
    long records = Long.parseLong(arguments[0]);
    long broker = Long.parseLong(arguments[1]);
    EventStream stream = EventStream.of(Arrays.copyOfRange(arguments, 2, arguments.length));
    Contender contender = Contenders.named(stream.contender(), stream.memory());
    LongAdder processed = new LongAdder();
    try (KafkaStreams streams = stream.build(contender, processed::increment)) {
      Progress progress = new Progress(streams, processed, broker);
      streams.start();
      Snapshot first = progress.await(1);
      Snapshot warm = progress.await((long) (records * WARM_UP));
      Snapshot last = progress.await(records);
      double resident = ProcessCost.residentBytes(ProcessHandle.current().pid());
      double storeBytes = contender.storeBytes(streams);
      streams.close(STOP_MAX);
      new Measured(
              Map.of(
                  "rate", last.recordsPerSecondSince(first),
                  "cpu", last.cpuPerMillionSince(first),
                  "steadyRate", last.recordsPerSecondSince(warm),
                  "steadyCpu", last.cpuPerMillionSince(warm),
                  "brokerCpu", last.brokerCpuPerMillionSince(warm),
                  "residentBytes", resident,
                  "storeBytes", storeBytes))
          .print();
    }
  }
}
