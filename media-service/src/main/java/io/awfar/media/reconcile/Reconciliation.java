package io.awfar.media.reconcile;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares bucket and rows again and again, on a thread of its own, if it knows where rows are.
///
/// What cannot be done now is done the next time, so nothing but the log, the metrics and
/// `/actuator/info` speaks of it, and readiness does not.
final class Reconciliation implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
  private static final long CLOSE_SECONDS_MAX = 5;

  private final ReconcileSettings settings;
  private final Supplier<ReconcileRun> runs;
  private final ReconcileMetrics metrics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reconcile").factory());
  private volatile @Nullable Report last;

  /// @param runs makes one that begins now
  Reconciliation(
      ReconcileSettings settings, Supplier<ReconcileRun> runs, ReconcileMetrics metrics) {
    this.settings = settings;
    this.runs = runs;
    this.metrics = metrics;
  }

  void start() {
    if (!settings.database().isThere()) {
      log.info(
          "Bucket and rows are not compared: AWFAR_POSTGRES_HOST or AWFAR_POSTGRES_READER_USER"
              + " is not set");
      return;
    }
    var _ =
        timer.scheduleWithFixedDelay(
            this::runUnlessBroken,
            settings.startDelay().toMillis(),
            settings.interval().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// An error that got out would end the schedule in silence.
  private void runUnlessBroken() {
    try {
      var _ = run();
    } catch (Throwable e) {
      log.error("Bucket and rows could not be compared; it is tried again next time", e);
    }
  }

  /// Compares once, now.
  Report run() {
    Report report = runs.get().run();
    last = report;
    metrics.count(report);
    log.info(
        "Bucket and rows were compared, {}, in {}: {}; removed {}, told to be missing {}",
        report.outcome().code(),
        report.took(),
        report.tally(),
        report.removed(),
        report.told());
    return report;
  }

  /// What the last run of this instance came to; empty before the first.
  Optional<Report> last() {
    return Optional.ofNullable(last);
  }

  /// Ends a run that is under way, within seconds; the next start begins anew.
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        log.warn("A comparison of bucket and rows is still at it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
