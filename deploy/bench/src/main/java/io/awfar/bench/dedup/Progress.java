package io.awfar.bench.dedup;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.KafkaStreams;

/// How far a stream has come.
///
/// @param brokerPid process id of the broker
record Progress(KafkaStreams streams, LongAdder processed, long brokerPid) {

  private static final Duration POLL = Duration.ofMillis(2);

  /// Where it stands once so many records are processed.
  ///
  /// @throws IllegalStateException if it fails before
  Snapshot await(long records) throws InterruptedException {
    while (processed.sum() < records) {
      if (streams.state().hasStartedOrFinishedShuttingDown()) {
        throw new IllegalStateException("The stream has failed");
      }
      Thread.sleep(POLL);
    }
    return Snapshot.take(processed.sum(), brokerPid);
  }
}
