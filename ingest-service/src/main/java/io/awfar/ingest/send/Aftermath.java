package io.awfar.ingest.send;

import io.awfar.ingest.attempt.StatusWatch;
import io.awfar.ingest.attempt.Verdict;
import io.awfar.ingest.call.Answered;
import io.awfar.ingest.call.CallResult;
import io.awfar.ingest.call.Reaction;
import io.awfar.ingest.send.Ending.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What follows from the result of a call. On the desk's thread, as everything here.
final class Aftermath {

  private final SendSettings settings;
  private final Endings endings;
  private final StatusWatch statuses;
  private final NumberPauses pauses;
  private final UnconfirmedSends unconfirmed;
  private final SendMetrics metrics;
  private final Executor desk;
  private final Clock clock;
  private final SendStep.Watcher watcher;
  private final Backoff retries;
  private final Backoff chatWaits;

  Aftermath(
      SendSettings settings,
      Endings endings,
      StatusWatch statuses,
      NumberPauses pauses,
      UnconfirmedSends unconfirmed,
      SendMetrics metrics,
      Executor desk,
      Clock clock,
      SendStep.Watcher watcher) {
    this.settings = settings;
    this.endings = endings;
    this.statuses = statuses;
    this.pauses = pauses;
    this.unconfirmed = unconfirmed;
    this.metrics = metrics;
    this.desk = desk;
    this.clock = clock;
    this.watcher = watcher;
    this.retries = Backoff.around(settings.retryDelayMin(), settings.retryDelayMax());
    // WhatsApp lets one message through in so long a time: what comes sooner is refused again.
    this.chatWaits = Backoff.from(settings.chatDelay(), settings.retryDelayMax());
  }

  /// What comes next for the chat, once what must be durable before it is.
  CompletableFuture<Next> of(
      NumberLine number, Send send, SendingChannel channel, CallResult result) {
    return switch (result) {
      case CallResult.Accepted(String waMessageId, Answered recipient) -> {
        works(number, send, result);
        yield end(send, new Ending.Accepted(waMessageId, recipient))
            .thenApply(_ -> new Next.Done());
      }
      case CallResult.Marked _ -> {
        works(number, send, result);
        yield skip(send);
      }
      case CallResult.NotCalled _ -> again(send, "not-called", Duration.ZERO);
      case CallResult.NotReached _ -> {
        slow(number, null);
        yield again(send, "not-reached", Duration.ZERO);
      }
      case CallResult.NoAnswer _ -> unknown(number, send, null);
      case CallResult.Refused refused -> refused(number, send, channel, refused);
    };
  }

  /// Ends a send that is not called for.
  CompletableFuture<Void> fail(Send send, Ending.Failed ending) {
    return end(send, ending, endings::fail);
  }

  /// Ends a send that the journal lets nobody call for again.
  CompletableFuture<Void> end(Send send, Ending ending) {
    return end(send, ending, endings::end);
  }

  private <E extends Ending> CompletableFuture<Void> end(
      Send send, E ending, BiFunction<Send, E, CompletableFuture<Void>> way) {
    if (send.isReadMark()) {
      // Nobody waits to hear of it.
      send.partition().window().finish(send.offset());
      return CompletableFuture.completedFuture(null);
    }
    send.partition().began();
    return way.apply(send, ending)
        .whenCompleteAsync(
            (_, failure) -> {
              send.partition().ended();
              if (failure == null) {
                metrics.ended(ending);
              }
            },
            desk);
  }

  /// Finds out what became of a send, while the chat goes on: it will not be sent again, so there
  /// is nothing to wait for.
  void doubt(Send send, Instant since) {
    metrics.doubtRaised();
    unconfirmed.doubt(send);
    var unused =
        statuses
            .find(send.id(), send.command().getOwnerId(), since)
            .thenAcceptAsync(
                found -> {
                  metrics.doubtSettled();
                  if (!send.partition().isDropped()) {
                    settle(send, found);
                  }
                },
                desk);
  }

  private void settle(Send send, Verdict found) {
    CompletableFuture<Void> ended = end(send, ending(found));
    if (found instanceof Verdict.Unknown) {
      var unused = ended.thenRun(() -> unconfirmed.shown(send.id()));
    } else {
      unconfirmed.remove(send.id());
    }
  }

  private static Ending ending(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Sent(String waMessageId, Answered recipient) ->
          new Ending.Accepted(waMessageId, recipient);
      // Told already, with its error; told again it counts once.
      case Verdict.Refused _ -> Ending.Failed.of(Reason.REFUSED);
      case Verdict.Unknown _ -> new Ending.Unconfirmed();
    };
  }

  private CompletableFuture<Next> refused(
      NumberLine number, Send send, SendingChannel channel, CallResult.Refused refused) {
    Reaction reaction = Reaction.to(refused.status(), refused.error());
    Duration asked = refused.retryAfter();
    if (asked != null && reaction.concernsTheNumber()) {
      number.hold(asked.toNanos(), System.nanoTime());
    }
    String reason = "refused";
    return switch (reaction) {
      case RETRY -> {
        send.refused();
        yield send.refusals() >= settings.attemptsMax()
            ? refusedForGood(send, Reason.ATTEMPTS_EXHAUSTED, refused)
            : again(send, reason, retries.after(send.refusals(), asked));
      }
      case SLOW_NUMBER -> {
        slow(number, asked);
        yield again(send, reason, Duration.ZERO);
      }
      case SLOW_CHAT -> {
        send.refused();
        yield again(send, reason, chatWaits.after(send.refusals(), asked));
      }
      case IN_DOUBT -> unknown(number, send, asked);
      case PAUSE_NUMBER -> {
        pauses.refused(number, channel, refused.error().code());
        yield again(send, reason, Duration.ZERO);
      }
      case FAIL -> {
        // It was looked at, so the number as a whole is not what WhatsApp minds.
        works(number, send, refused);
        yield refusedForGood(send, Reason.REFUSED, refused);
      }
    };
  }

  private CompletableFuture<Next> refusedForGood(
      Send send, Reason reason, CallResult.Refused refused) {
    return end(send, new Ending.Failed(reason.code(), null, refused.error()))
        .thenApply(_ -> new Next.Done());
  }

  /// One call that tells nothing may be a single misfortune. If the one that goes alone after it
  /// tells nothing either, the number waits.
  private CompletableFuture<Next> unknown(NumberLine number, Send send, @Nullable Duration asked) {
    if (number.doubt().raise(send.isTrial())) {
      slow(number, asked);
    }
    if (send.isReadMark()) {
      send.refused();
      return send.refusals() >= settings.attemptsMax()
          ? skip(send)
          : again(send, "no-answer", retries.after(send.refusals(), null));
    }
    watcher.reached(SendStep.DOUBTED, send.id());
    doubt(send, clock.instant().minus(settings.callTimeout()));
    return CompletableFuture.completedFuture(new Next.Done());
  }

  private static CompletableFuture<Next> skip(Send send) {
    send.partition().window().finish(send.offset());
    return CompletableFuture.completedFuture(new Next.Done());
  }

  /// The attempt certainly sent nothing. Only once that is durable may another begin.
  private CompletableFuture<Next> again(Send send, String reason, Duration delay) {
    Next next = new Next.Again(delay);
    if (send.isReadMark()) {
      return CompletableFuture.completedFuture(next);
    }
    return send.partition()
        .note(send, Steps.notSent(send, reason, clock), desk)
        .thenApply(_ -> {
          watcher.reached(SendStep.NOT_SENT, send.id());
          return next;
        });
  }

  private void works(NumberLine number, Send send, CallResult result) {
    number.notSlowed();
    if (!number.pause().isTold()) {
      // What is accepted after a status told of an error may fail as well.
      number.goes();
    }
    number.doubt().refute(send.isTrial());
    pauses.works(number, result, send.chosenNanos());
  }

  /// Calls that were under way together fail together, and count as one failure.
  private void slow(NumberLine number, @Nullable Duration asked) {
    long now = System.nanoTime();
    if (!number.isHeld(now) || asked != null) {
      number.hold(retries.after(number.slowed(), asked).toNanos(), now);
    }
  }
}
