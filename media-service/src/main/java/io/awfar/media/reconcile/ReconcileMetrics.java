package io.awfar.media.reconcile;

import io.awfar.media.reconcile.Finding.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts runs by how they ended, and shows what the last that read both sides to their ends found.
final class ReconcileMetrics {

  private static final double UNKNOWN = -1;

  private final MeterRegistry registry;
  private volatile @Nullable Report complete;

  ReconcileMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Kind kind : Kind.values()) {
      Gauge.builder("awfar.media.reconcile.found", this, metrics -> metrics.found(kind))
          .description("Files that bucket and rows do not agree on; -1 if not known here")
          .tag("kind", kind.code())
          .register(registry);
    }
    Gauge.builder("awfar.media.reconcile.completed", this, ReconcileMetrics::completedAt)
        .description("When bucket and rows were last compared as a whole; 0 if never here")
        .baseUnit("seconds")
        .register(registry);
  }

  void count(Report report) {
    if (report.compared()) {
      complete = report;
    }
    Timer.builder("awfar.media.reconcile.runs")
        .description("Comparisons of bucket and rows, by how they ended")
        .tag("outcome", report.outcome().code())
        .register(registry)
        .record(report.took());
    mended(Kind.ORPHAN).increment(report.removed());
    mended(Kind.MISSING).increment(report.told());
  }

  private Counter mended(Kind kind) {
    return Counter.builder("awfar.media.reconcile.mended")
        .description("Files that were removed, or told to be missing")
        .tag("kind", kind.code())
        .register(registry);
  }

  private double found(Kind kind) {
    Report report = complete;
    return report == null ? UNKNOWN : report.tally().of(kind);
  }

  private double completedAt() {
    Report report = complete;
    if (report == null) {
      return 0;
    }
    Instant end = report.startedAt().plus(report.took());
    return end.getEpochSecond();
  }
}
