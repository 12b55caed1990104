package io.awfar.simulator.ledger;

import io.awfar.simulator.payload.JsonText;
import java.time.Duration;

/// How long answers took.
///
/// @param count answers measured
public record Latency(
    long count, Duration p50, Duration p90, Duration p99, Duration p999, Duration max) {

  void writeTo(JsonText json) {
    json.put("count", count)
        .put("p50Millis", millis(p50))
        .put("p90Millis", millis(p90))
        .put("p99Millis", millis(p99))
        .put("p999Millis", millis(p999))
        .put("maxMillis", millis(max));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1000 / 1000.0;
  }
}
