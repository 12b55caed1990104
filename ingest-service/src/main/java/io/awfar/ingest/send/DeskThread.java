package io.awfar.ingest.send;

import io.awfar.ingest.attempt.JournalLostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/// The one thread that all lines belong to. A mistake on it is not passed over: what hangs on it
/// would never end, so whoever runs the service has to know.
final class DeskThread extends ScheduledThreadPoolExecutor {

  private final Breakdown breakdown;

  DeskThread(Breakdown breakdown) {
    super(1, Thread.ofPlatform().name("send-desk").daemon().factory());
    this.breakdown = breakdown;
    setRemoveOnCancelPolicy(true);
  }

  /// For the end of a chain of futures. A journal that is lost is no mistake.
  <T> @Nullable T failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof JournalLostException)) {
      breakdown.report(cause);
    }
    return null;
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
    super.afterExecute(task, thrown);
    if (task instanceof Future<?> done && done.state() == Future.State.FAILED) {
      breakdown.report(done.exceptionNow());
    }
  }
}
