package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.lane.Lane;
import io.awfar.media.store.ObjectKey;
import io.awfar.media.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Transfers the files of a batch side by side, never more at a time than the settings allow over
/// all batches: those of all messages on the one hand, those of the lanes aside on the other, so
/// that slow and broken files take no place from others.
///
/// When the application stops, this stops before the consumers do and interrupts what is under way:
/// a download cut short is only a batch that is tried again.
final class Transfers implements SmartLifecycle {

  private final PatientTransfer transfer;
  private final Predicate<ObjectKey> isThere;
  private final MediaSettings settings;
  private final Semaphore main;
  private final Semaphore aside;
  private final TransferMetrics metrics;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param isThere whether the bucket has a file
  Transfers(
      PatientTransfer transfer,
      Predicate<ObjectKey> isThere,
      MediaSettings settings,
      TransferMetrics metrics,
      Clock clock) {
    this.transfer = transfer;
    this.isThere = isThere;
    this.settings = settings;
    this.main = new Semaphore(settings.transfer().downloadsMax());
    this.aside = new Semaphore(settings.lanes().downloadsMax());
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Blocks until every file has come to its end or is to go to another lane. What of the main lane
  /// has not when the batch has had its time goes to the slow one.
  ///
  /// @return in the order of `files`
  /// @throws RuntimeException the first reason why one of them could not be brought to its end;
  ///   others may have been stored
  List<Outcome> all(List<PendingFile> files, Lane lane) throws InterruptedException {
    if (threads.isShutdown()) {
      throw OutageException.stopping(null);
    }
    Instant mainEnd = clock.instant().plus(settings.lanes().mainTimeMax());
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    List<Future<@Nullable Outcome>> futures = new ArrayList<>(files.size());
    for (PendingFile file : files) {
      futures.add(
          threads.submit(() ->
              lane == Lane.MAIN ? inTime(file, mainEnd, failure) : aside(file, lane, failure)));
    }
    List<Outcome> outcomes = new ArrayList<>(files.size());
    for (Future<@Nullable Outcome> future : futures) {
      Outcome outcome = resultOf(future);
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
    confirm(outcomes);
    return outcomes;
  }

  /// Looks once more for what was stored: whoever deletes a file while others of the batch are on
  /// their way would be told of it again otherwise, though it is gone.
  ///
  /// @throws OutageException if one is gone: the next round puts it again
  private void confirm(List<Outcome> outcomes) throws InterruptedException {
    List<Callable<Boolean>> looks = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof FinishedFile file && file.ending() instanceof Ending.Stored stored) {
        looks.add(() -> isThere.test(stored.key()));
      }
    }
    for (Future<Boolean> look : threads.invokeAll(looks)) {
      if (!resultOf(look)) {
        throw new OutageException("deleted-file", Duration.ZERO, null);
      }
    }
  }

  private @Nullable Outcome inTime(
      PendingFile file, Instant until, AtomicReference<@Nullable RuntimeException> failure)
      throws InterruptedException {
    Duration left = Duration.between(clock.instant(), until);
    if (!main.tryAcquire(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS)) {
      return DeferredFile.crowded(file, Lane.MAIN, clock.instant());
    }
    try {
      return oneUnlessFailed(file, Lane.MAIN, until, failure);
    } finally {
      main.release();
    }
  }

  private @Nullable Outcome aside(
      PendingFile file, Lane lane, AtomicReference<@Nullable RuntimeException> failure)
      throws InterruptedException {
    aside.acquire();
    try {
      Instant until = clock.instant().plus(settings.transfer().transferTimeMax());
      return oneUnlessFailed(file, lane, until, failure);
    } finally {
      aside.release();
    }
  }

  /// Whatever holds back one file is likely to hold back the rest of the batch, so those that have
  /// not begun do not begin.
  private @Nullable Outcome oneUnlessFailed(
      PendingFile file,
      Lane lane,
      Instant until,
      AtomicReference<@Nullable RuntimeException> failure)
      throws InterruptedException {
    try (var _ = metrics.inFlight()) {
      return failure.get() == null ? transfer.transfer(file, lane, until) : null;
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
      return null;
    }
  }

  private static <T extends @Nullable Object> T resultOf(Future<T> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailableException cause) {
        throw cause;
      }
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
