package io.awfar.media.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Transfers the files of a batch side by side, never more at a time than the settings allow over
/// all batches.
///
/// When the application stops, this stops before the consumers do and interrupts what is under way:
/// a download cut short is only a batch that is tried again.
final class Transfers implements SmartLifecycle {

  private final PatientTransfer transfer;
  private final Semaphore permits;
  private final TransferMetrics metrics;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Transfers(PatientTransfer transfer, int downloadsMax, TransferMetrics metrics) {
    this.transfer = transfer;
    this.permits = new Semaphore(downloadsMax);
    this.metrics = metrics;
  }

  /// Blocks until every file has come to its end.
  ///
  /// @return in the order of `files`
  /// @throws RuntimeException the first reason why one of them could not be brought to its end;
  ///   others may have been stored
  List<FinishedFile> all(List<PendingFile> files) throws InterruptedException {
    if (threads.isShutdown()) {
      throw OutageException.stopping(null);
    }
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    List<Future<@Nullable FinishedFile>> futures = new ArrayList<>(files.size());
    for (PendingFile file : files) {
      futures.add(threads.submit(() -> oneUnlessFailed(file, failure)));
    }
    List<FinishedFile> finished = new ArrayList<>(files.size());
    for (Future<@Nullable FinishedFile> future : futures) {
      FinishedFile file = resultOf(future);
      if (file != null) {
        finished.add(file);
      }
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
    return finished;
  }

  /// Whatever holds back one file is likely to hold back the rest of the batch, so those that have
  /// not begun do not begin.
  private @Nullable FinishedFile oneUnlessFailed(
      PendingFile file, AtomicReference<@Nullable RuntimeException> failure)
      throws InterruptedException {
    permits.acquire();
    try (var _ = metrics.inFlight()) {
      return failure.get() == null ? transfer.transfer(file) : null;
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
      return null;
    } finally {
      permits.release();
    }
  }

  private static @Nullable FinishedFile resultOf(Future<@Nullable FinishedFile> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw OutageException.stopping(e);
      }
      throw new IllegalStateException("A transfer broke", e.getCause());
    }
  }

  @Override
  public void start() {
    // Nothing to do: threads begin with their files.
  }

  @Override
  public void stop() {
    threads.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return !threads.isShutdown();
  }
}
