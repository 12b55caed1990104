package io.awfar.ingest.send;

import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.ingest.publish.PublishOutcome;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends sends: the outcome first, the end in the journal after it; and before both a step after
/// which nobody calls WhatsApp, so that nobody can make untrue what is told.
///
/// Where there was a call, that step is the start of its attempt. An instance that dies in between
/// leaves an attempt without an end. Whoever takes over finds the outcome, or what it is to be, and
/// tells it again: with the same identity, so that it counts once.
final class Endings {

  private static final long RETRY_MILLIS = 500;

  private final EventPublisher publisher;
  private final InFlightBytes inFlight;
  private final ScheduledExecutorService desk;
  private final Clock clock;
  private final SendStep.Watcher watcher;

  Endings(
      EventPublisher publisher,
      InFlightBytes inFlight,
      ScheduledExecutorService desk,
      Clock clock,
      SendStep.Watcher watcher) {
    this.publisher = publisher;
    this.inFlight = inFlight;
    this.desk = desk;
    this.clock = clock;
    this.watcher = watcher;
  }

  /// Ends a send that is not called for: decides that in the journal first. Nothing is told if the
  /// journal is lost before, for its next owner may decide otherwise.
  CompletableFuture<Void> fail(Send send, Ending.Failed ending) {
    return send.partition()
        .note(send, Steps.failing(send, ending, clock), desk)
        .thenCompose(_ -> {
          watcher.reached(SendStep.FAILING, send.id());
          return end(send, ending);
        });
  }

  /// Ends a send that the journal lets nobody call for again. Done, on the desk's thread, when the
  /// end is durable; fails if the journal is lost first. The outcome is told in any case: others
  /// may not know it.
  CompletableFuture<Void> end(Send send, Ending ending) {
    KeyedEvent outcome = Outcomes.of(send, ending, clock.instant());
    CompletableFuture<Void> told = new CompletableFuture<>();
    tell(outcome, told);
    return told.thenComposeAsync(
            _ -> {
              watcher.reached(SendStep.TOLD, send.id());
              return send.partition().note(send, Steps.end(send, ending, clock), desk);
            },
            desk)
        .thenAccept(_ -> finish(send));
  }

  /// Tells an outcome of a send that has ended, which changes nothing about its end.
  void tell(KeyedEvent outcome) {
    tell(outcome, new CompletableFuture<>());
  }

  private void finish(Send send) {
    watcher.reached(SendStep.ENDED, send.id());
    send.partition().window().finish(send.offset());
  }

  /// Until it is durable: an outcome that is not told would be a send that vanished.
  private void tell(KeyedEvent outcome, CompletableFuture<Void> told) {
    InFlightBytes.Share share = inFlight.open();
    var unused =
        publisher
            .publish(List.of(outcome), share)
            .whenComplete((result, failure) -> {
              share.close();
              if (failure == null && result == PublishOutcome.DURABLE) {
                told.complete(null);
              } else {
                var unusedLater =
                    desk.schedule(() -> tell(outcome, told), RETRY_MILLIS, TimeUnit.MILLISECONDS);
              }
            });
  }
}
