package io.awfar.bench.dedup;

import io.awfar.bench.process.Measured;
import io.awfar.bench.process.ProcessCost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/// A stream that goes on for as long as it is given work: for each number on standard input it
/// processes until so many records were processed in all, prints what that took and how many events
/// it remembers then, and rests.
final class GrowthProcess {

  private GrowthProcess() {}

  /// @param arguments process id of the broker, and those of [EventStream]
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long broker = Long.parseLong(arguments[0]);
    EventStream stream = EventStream.of(Arrays.copyOfRange(arguments, 1, arguments.length));
    FingerprintLog contender = Contenders.awfar(stream.memory());
    LongAdder processed = new LongAdder();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (KafkaStreams streams = stream.build(contender, processed::increment)) {
      Progress progress = new Progress(streams, processed, broker);
      streams.pause();
      streams.start();
      @Nullable String word;
      while ((word = input.readLine()) != null) {
        streams.resume();
        long before = processed.sum();
        Snapshot first = progress.await(before + 1);
        Snapshot last = progress.await(Long.parseLong(word));
        streams.pause();
        new Measured(
                Map.of(
                    "rate",
                    last.recordsPerSecondSince(first),
                    "cpu",
                    last.cpuPerMillionSince(first),
                    "remembered",
                    (double) contender.seenMemory().events(),
                    "storeBytes",
                    (double) contender.storeBytes(streams),
                    "residentBytes",
                    (double) ProcessCost.residentBytes(ProcessHandle.current().pid())))
            .print();
      }
    }
  }
}
