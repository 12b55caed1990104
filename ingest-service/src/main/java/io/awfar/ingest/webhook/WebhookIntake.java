package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.ingest.publish.PublishOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Takes in a body: checks its signature before anything else, splits it, and publishes all of it.
final class WebhookIntake {

  private final WebhookSignature signatures;
  private final WebhookSplitter splitter;
  private final EventPublisher publisher;
  private final InFlightBytes inFlight;
  private final WebhookMetrics metrics;
  private final Executor workers;

  WebhookIntake(
      WebhookSignature signatures,
      WebhookSplitter splitter,
      EventPublisher publisher,
      InFlightBytes inFlight,
      WebhookMetrics metrics,
      Executor workers) {
    this.signatures = signatures;
    this.splitter = splitter;
    this.publisher = publisher;
    this.inFlight = inFlight;
    this.metrics = metrics;
    this.workers = workers;
  }

  /// Completes when every event is durable, else with a [RefusedException].
  ///
  /// It goes on when the sender hangs up: what is in the producer stays in flight.
  CompletableFuture<Void> accept(byte[] signature, byte[] body) {
    InFlightBytes.Share share = inFlight.open();
    if (!share.take(body.length)) {
      return CompletableFuture.failedFuture(Refusal.OVERLOADED.exception());
    }
    // Both stages name their executor: one added to what is already complete would run on the
    // thread that adds it, which here is the event loop.
    return CompletableFuture.supplyAsync(() -> events(signature, body), workers)
        .thenComposeAsync(events -> publish(events, share), workers)
        .whenComplete((done, failure) -> share.close());
  }

  private List<KeyedEvent> events(byte[] signature, byte[] body) {
    if (!signatures.isOf(signature, body)) {
      throw Refusal.INVALID_SIGNATURE.exception();
    }
    return splitter.split(body);
  }

  private CompletableFuture<Void> publish(List<KeyedEvent> events, InFlightBytes.Share share) {
    return publisher.publish(events, share).thenAccept(outcome -> check(outcome, events));
  }

  private void check(PublishOutcome outcome, List<KeyedEvent> events) {
    switch (outcome) {
      case DURABLE -> metrics.published(events);
      case OVERLOADED -> throw Refusal.OVERLOADED.exception();
      case UNAVAILABLE -> throw Refusal.UNAVAILABLE.exception();
    }
  }
}
