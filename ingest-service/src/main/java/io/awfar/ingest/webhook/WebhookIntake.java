package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.AppSecret;
import io.awfar.ingest.channel.KnownChannels;
import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.ingest.publish.PublishOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Takes in a body: checks its signature before anything else, splits it, and publishes all of it
/// that is the signer's to say.
final class WebhookIntake {

  /// A body that is not longer is worked off on the event loop, in less time than handing it to
  /// another thread and back takes.
  private static final int SHORT_BYTES_MAX = 16 << 10;

  private final Supplier<KnownChannels> channels;
  private final WebhookSplitter splitter;
  private final EventPublisher publisher;
  private final WebhookMetrics metrics;
  private final Executor workers;

  WebhookIntake(
      Supplier<KnownChannels> channels,
      WebhookSplitter splitter,
      EventPublisher publisher,
      WebhookMetrics metrics,
      Executor workers) {
    this.channels = channels;
    this.splitter = splitter;
    this.publisher = publisher;
    this.metrics = metrics;
    this.workers = workers;
  }

  /// Completes when every event is durable, else with a [RefusedException]; of a body that has
  /// events which cannot be taken in, once the others are durable.
  ///
  /// It goes on when the sender hangs up: what is in the producer stays in flight.
  CompletableFuture<Void> accept(byte[] signature, HeldBody body) {
    return taken(signature, body).whenComplete((done, failure) -> body.share().close());
  }

  private CompletableFuture<Void> taken(byte[] signature, HeldBody body) {
    if (body.bytes().length > SHORT_BYTES_MAX) {
      return CompletableFuture.supplyAsync(() -> split(signature, body.bytes()), workers)
          // Named again: a stage added to what is complete already runs where it is added.
          .thenComposeAsync(split -> publish(split, body.share()), workers);
    }
    try {
      return publish(split(signature, body.bytes()), body.share());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Split split(byte[] signature, byte[] body) {
    KnownChannels known = channels.get();
    AppSecret signer = known.signerOf(signature, body);
    if (signer == null) {
      throw Refusal.INVALID_SIGNATURE.exception();
    }
    return splitter.split(body, known.signedBy(signer));
  }

  private CompletableFuture<Void> publish(Split split, InFlightBytes.Share share) {
    return publisher.publish(split.events(), share).thenAccept(outcome -> check(outcome, split));
  }

  private void check(PublishOutcome outcome, Split split) {
    switch (outcome) {
      case DURABLE -> metrics.published(split.events());
      case OVERLOADED -> throw Refusal.OVERLOADED.exception();
      case UNAVAILABLE -> throw Refusal.UNAVAILABLE.exception();
    }
    if (split.untaken() != null) {
      throw split.untaken().exception();
    }
  }
}
