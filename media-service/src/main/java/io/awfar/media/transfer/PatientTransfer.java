package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.download.CrowdedException;
import io.awfar.media.download.Step;
import io.awfar.media.download.WhatsAppFault;
import io.awfar.media.download.WhatsAppFault.Kind;
import io.awfar.media.lane.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Tries one file until it is stored, or certain to be lost, or to be tried again later in another
/// lane, or certain not to be the one at fault.
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

  /// Blocks until the file is stored, given up or to go to another lane.
  ///
  /// @param until when no request to WhatsApp goes on
  /// @throws OutageException if WhatsApp gives nothing at present
  /// @throws io.awfar.media.store.StoreUnavailableException if the bucket takes nothing at present
  Outcome transfer(PendingFile file, Lane lane, Instant until) throws InterruptedException {
    Outcome outcome = insist(new Visit(file, lane, clock.instant(), until));
    successes.forget(file.message().getMessageId());
    return outcome;
  }

  private record Visit(PendingFile file, Lane lane, Instant started, Instant until) {}

  private Outcome insist(Visit visit) throws InterruptedException {
    int gone = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        // A url out of a webhook lives as long as any other.
        boolean first = attempt == 1 && visit.lane() == Lane.MAIN;
        return finished(visit, transfer.attempt(visit.file(), first, visit.until()));
      } catch (CrowdedException e) {
        return DeferredFile.crowded(visit.file(), visit.lane(), clock.instant());
      } catch (WhatsAppFault fault) {
        metrics.fault(fault);
        successes.failed(visit.file().message().getMessageId());
        if (fault.kind() == Kind.UNREACHABLE && fault.step() == Step.LOOKUP) {
          // The api's own address concerns every file; that of a download perhaps only this one.
          throw outage(fault);
        }
        gone += fault.kind() == Kind.GONE ? 1 : 0;
        Duration wait = waitAfter(fault, attempt);
        boolean late = !clock.instant().plus(wait).isBefore(visit.until());
        if (late || attempt >= settings.attemptsMax() || gone == GONE_MAX) {
          return judged(visit, fault);
        }
        Thread.sleep(wait);
      }
    }
  }

  /// What the last fault of a visit means: the file's end, or another lane, or that the file is not
  /// to blame.
  private Outcome judged(Visit visit, WhatsAppFault fault) {
    PendingFile file = visit.file();
    if (visit.lane() == Lane.MAIN && fault.isTimeOut() && isOver(visit)) {
      return DeferredFile.slow(file, clock.instant());
    }
    return switch (fault.kind()) {
      case THROTTLED -> throw outage(fault);
      case GONE ->
          file.mediaId().isEmpty()
              // Only a media id can be asked for another url.
              ? finished(visit, new Ending.Expired("missing"))
              : later(visit, fault, new Ending.Expired("missing"));
      case CORRUPT, DENIED -> later(visit, fault, new Ending.Failed(fault.reason()));
      case FAILING, ACCESS_REFUSED, UNREACHABLE -> {
        if (!isOld(file) && !successes.othersPassed(fault.step(), file.message().getMessageId())) {
          throw outage(fault);
        }
        yield later(visit, fault, new Ending.Expired("expired"));
      }
    };
  }

  /// @param ending if WhatsApp does not have the file any more
  private Outcome later(Visit visit, WhatsAppFault fault, Ending ending) {
    return isOld(visit.file())
        ? finished(visit, ending)
        : DeferredFile.fault(visit.file(), visit.lane(), fault.reason(), clock.instant());
  }

  private FinishedFile finished(Visit visit, Ending ending) {
    Instant ended = clock.instant();
    return new FinishedFile(visit.file(), ending, ended, Duration.between(visit.started(), ended));
  }

  private static OutageException outage(WhatsAppFault fault) {
    return new OutageException("whatsapp-" + fault.reason(), fault.retryAfter(), fault);
  }

  private boolean isOld(PendingFile file) {
    return file.since().plus(settings.mediaLifetime()).isBefore(clock.instant());
  }

  private boolean isOver(Visit visit) {
    return !clock.instant().isBefore(visit.until());
  }

  private Duration waitAfter(WhatsAppFault fault, int attempt) {
    if (fault.kind() == Kind.GONE) {
      return Duration.ZERO;
    }
    Duration own = backoff.delay(attempt);
    return own.compareTo(fault.retryAfter()) < 0 ? fault.retryAfter() : own;
  }
}
