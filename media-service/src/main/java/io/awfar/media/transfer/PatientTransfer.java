package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.download.Step;
import io.awfar.media.download.WhatsAppFault;
import io.awfar.media.download.WhatsAppFault.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tries one file until it is stored, or certain to be lost, or certain not to be the one at fault.
final class PatientTransfer {

  /// A url may have expired between the two requests; one fresh url settles it.
  private static final int GONE_MAX = 2;

  private final MediaTransfer transfer;
  private final Successes successes;
  private final TransferMetrics metrics;
  private final MediaSettings.Transfer settings;
  private final Backoff backoff;
  private final Clock clock;

  PatientTransfer(
      MediaTransfer transfer,
      Successes successes,
      TransferMetrics metrics,
      MediaSettings.Transfer settings,
      Clock clock) {
    this.transfer = transfer;
    this.successes = successes;
    this.metrics = metrics;
    this.settings = settings;
    this.backoff = new Backoff(settings.attemptDelayMin(), settings.attemptDelayMax());
    this.clock = clock;
  }

  /// Blocks until the file is stored or given up.
  ///
  /// @throws OutageException if WhatsApp gives nothing at present
  /// @throws io.awfar.media.store.StoreUnavailableException if the bucket takes nothing at present
  FinishedFile transfer(PendingFile file) throws InterruptedException {
    Instant started = clock.instant();
    Ending ending = insist(file, started);
    successes.forget(file.message().getMessageId());
    Instant ended = clock.instant();
    return new FinishedFile(file, ending, ended, Duration.between(started, ended));
  }

  private Ending insist(PendingFile file, Instant started) throws InterruptedException {
    int gone = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        return transfer.attempt(file, attempt == 1);
      } catch (WhatsAppFault fault) {
        metrics.fault(fault);
        successes.failed(file.message().getMessageId());
        gone += fault.kind() == Kind.GONE ? 1 : 0;
        boolean last = attempt >= settings.attemptsMax() || isOverdue(started) || gone == GONE_MAX;
        Optional<Ending> end = endOf(fault, file, last);
        if (end.isPresent()) {
          return end.get();
        }
        Thread.sleep(waitAfter(fault, attempt));
      }
    }
  }

  /// What a fault means: the file's end, or another attempt, or that the file is not to blame.
  private Optional<Ending> endOf(WhatsAppFault fault, PendingFile file, boolean last) {
    if (fault.kind() == Kind.UNREACHABLE && fault.step() == Step.LOOKUP) {
      // The api's own address concerns every file; that of a download perhaps only this one.
      throw outage(fault);
    }
    if (!last) {
      return Optional.empty();
    }
    return Optional.of(
        switch (fault.kind()) {
          case GONE -> new Ending.Expired("missing");
          case CORRUPT -> new Ending.Failed(fault.reason());
          case THROTTLED -> throw outage(fault);
          case FAILING, ACCESS_REFUSED, UNREACHABLE -> judged(fault, file);
        });
  }

  private Ending judged(WhatsAppFault fault, PendingFile file) {
    if (isOld(file)) {
      return new Ending.Expired("expired");
    }
    if (successes.othersPassed(fault.step(), file.message().getMessageId())) {
      return new Ending.Failed(fault.reason());
    }
    throw outage(fault);
  }

  private static OutageException outage(WhatsAppFault fault) {
    return new OutageException("whatsapp-" + fault.reason(), fault.retryAfter(), fault);
  }

  private boolean isOld(PendingFile file) {
    return file.message().getSentAt().plus(settings.mediaLifetime()).isBefore(clock.instant());
  }

  private boolean isOverdue(Instant started) {
    return started.plus(settings.transferTimeMax()).isBefore(clock.instant());
  }

  private Duration waitAfter(WhatsAppFault fault, int attempt) {
    if (fault.kind() == Kind.GONE) {
      return Duration.ZERO;
    }
    Duration own = backoff.delay(attempt);
    return own.compareTo(fault.retryAfter()) < 0 ? fault.retryAfter() : own;
  }
}
