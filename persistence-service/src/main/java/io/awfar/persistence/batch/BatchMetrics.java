package io.awfar.persistence.batch;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/// What one topic's batches report.
final class BatchMetrics {

  private final MeterRegistry registry;
  private final DistributionSummary size;
  private final Timer duration;

  BatchMetrics(MeterRegistry registry, String topic) {
    this.registry = registry;
    this.size = registry.summary("awfar.persistence.batch.size", "topic", topic);
    this.duration = registry.timer("awfar.persistence.batch.duration", "topic", topic);
  }

  void batch(long records, Duration took) {
    size.record(records);
    duration.record(took);
  }

  void written(Written written) {
    rows(written.kind().label(), "stored", written.inserted());
    rows(written.kind().label(), "suppressed", written.suppressed());
    rows(written.kind().label(), "repeated", written.repeated());
  }

  void rejected(List<Rejected> rejected) {
    rejected.forEach(letter ->
        registry
            .counter("awfar.persistence.dead.letters", "reason", letter.reason().code())
            .increment());
  }

  private void rows(String table, String outcome, long rows) {
    if (rows > 0) {
      registry
          .counter("awfar.persistence.rows", "table", table, "outcome", outcome)
          .increment(rows);
    }
  }
}
