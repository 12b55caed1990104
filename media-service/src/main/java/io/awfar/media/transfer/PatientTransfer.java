package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.download.CrowdedException;
import io.awfar.media.download.Step;
import io.awfar.media.download.WhatsAppFault;
import io.awfar.media.download.WhatsAppFault.Kind;
import io.awfar.media.lane.Lane;
import io.awfar.whatsapp.Message;
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
  private final RefusedNumbers refused;
  private final TransferMetrics metrics;
  private final MediaSettings.Transfer settings;
  private final MediaSettings.Lanes lanes;
  private final Backoff backoff;
  private final Clock clock;

  PatientTransfer(
      MediaTransfer transfer,
      Successes successes,
      RefusedNumbers refused,
      TransferMetrics metrics,
      MediaSettings settings,
      Clock clock) {
    this.transfer = transfer;
    this.successes = successes;
    this.refused = refused;
    this.metrics = metrics;
    this.settings = settings.transfer();
    this.lanes = settings.lanes();
    this.backoff = new Backoff(this.settings.attemptDelayMin(), this.settings.attemptDelayMax());
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
        note(fault, visit.file().message());
        if (fault.kind() == Kind.UNREACHABLE && fault.step() == Step.LOOKUP) {
          // The api's own address concerns every file; that of a download perhaps only this one.
          throw outage(fault);
        }
        gone += fault.kind() == Kind.GONE ? 1 : 0;
        Duration wait = waitAfter(fault, attempt);
        boolean late = !clock.instant().plus(wait).isBefore(visit.until());
        boolean futile = gone == GONE_MAX || fault.kind() == Kind.TOKENLESS;
        if (late || futile || attempt >= settings.attemptsMax()) {
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
      // Never its end: what is asked for later may be there still.
      case THROTTLED -> deferredUnlessAllSuffer(visit, fault);
      case GONE ->
          file.mediaId().isEmpty()
              // Only a media id can be asked for another url.
              ? finished(visit, new Ending.Expired("missing"))
              : later(visit, fault, new Ending.Expired("missing"));
      case CORRUPT -> later(visit, fault, new Ending.Failed(fault.reason()));
      case DENIED -> later(visit, fault, new Ending.Failed(fault.reason()));
      // A token is always that of a number, or of those that have none of their own.
      case ACCESS_REFUSED, TOKENLESS -> {
        refused.refused(file.message().getChannelId());
        yield later(visit, fault, new Ending.Expired("expired"));
      }
      case FAILING, UNREACHABLE ->
          isOld(file, fault)
              ? finished(visit, new Ending.Expired("expired"))
              : deferredUnlessAllSuffer(visit, fault);
    };
  }

  private void note(WhatsAppFault fault, Message message) {
    switch (fault.kind()) {
      case FAILING, UNREACHABLE, THROTTLED ->
          successes.failed(message.getMessageId(), message.getChannelId());
      case ACCESS_REFUSED, TOKENLESS, DENIED, GONE, CORRUPT -> {}
    }
  }

  /// @throws OutageException if nothing says that WhatsApp works for others, and those behind this
  ///   file have not waited for it for as long as they are to
  private Outcome deferredUnlessAllSuffer(Visit visit, WhatsAppFault fault) {
    Message message = visit.file().message();
    boolean own =
        successes.othersPassed(fault.step(), message.getMessageId(), message.getChannelId());
    if (!own && !hasHeldUpOthers(visit.lane(), message)) {
      throw outage(fault);
    }
    return deferred(visit, fault);
  }

  /// Files of one number may be all that the consumers have at hand, and so all evidence. In the
  /// lanes aside only what could not be had before waits behind it.
  private boolean hasHeldUpOthers(Lane lane, Message message) {
    return Outages.TELLING.contains(lane)
        && successes.failingFor(message.getMessageId()).compareTo(lanes.mainWaitMax()) >= 0;
  }

  /// @param ending if WhatsApp does not have the file any more
  private Outcome later(Visit visit, WhatsAppFault fault, Ending ending) {
    return isOld(visit.file(), fault) ? finished(visit, ending) : deferred(visit, fault);
  }

  /// In a lane that waits for as long as WhatsApp asks for, if there is one.
  private DeferredFile deferred(Visit visit, WhatsAppFault fault) {
    Lane to = visit.lane().afterFault();
    while (to != to.afterFault() && delay(to).compareTo(fault.retryAfter()) < 0) {
      to = to.afterFault();
    }
    return DeferredFile.fault(visit.file(), to, fault.reason(), clock.instant());
  }

  private Duration delay(Lane retry) {
    return lanes.retryDelays().get(Lane.RETRIES.indexOf(retry));
  }

  private FinishedFile finished(Visit visit, Ending ending) {
    Instant ended = clock.instant();
    return new FinishedFile(visit.file(), ending, ended, Duration.between(visit.started(), ended));
  }

  private static OutageException outage(WhatsAppFault fault) {
    return new OutageException("whatsapp-" + fault.reason(), fault.retryAfter(), fault);
  }

  /// What WhatsApp does not find any more is gone if it was sent that long ago. As long as it does
  /// not say so, it may keep a file for as long since it told us of it: it gives those of a history
  /// new ids, however old the messages.
  private boolean isOld(PendingFile file, WhatsAppFault fault) {
    Instant since = fault.kind() == Kind.GONE ? file.sentAt() : file.toldAt();
    return since.plus(settings.mediaLifetime()).isBefore(clock.instant());
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
