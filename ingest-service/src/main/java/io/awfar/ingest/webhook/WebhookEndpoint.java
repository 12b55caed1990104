package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The two requests that Meta makes: the handshake, and the webhook itself.
final class WebhookEndpoint {

  private static final Logger log = LoggerFactory.getLogger(WebhookEndpoint.class);

  private final WebhookSettings settings;
  private final Handshake handshake;
  private final WebhookIntake intake;
  private final EventPublisher publisher;
  private final InFlightBytes inFlight;
  private final WebhookMetrics metrics;

  WebhookEndpoint(
      WebhookSettings settings,
      Handshake handshake,
      WebhookIntake intake,
      EventPublisher publisher,
      InFlightBytes inFlight,
      WebhookMetrics metrics) {
    this.settings = settings;
    this.handshake = handshake;
    this.intake = intake;
    this.publisher = publisher;
    this.inFlight = inFlight;
    this.metrics = metrics;
  }

  /// 200 with the challenge, or 403.
  Mono<ServerResponse> verify(ServerRequest request) {
    return Mono.fromCallable(() ->
            handshake.answer(
                request.queryParam("hub.mode"),
                request.queryParam("hub.verify_token"),
                request.queryParam("hub.challenge")))
        .flatMap(
            challenge -> ServerResponse.ok().contentType(MediaType.TEXT_PLAIN).bodyValue(challenge))
        .onErrorResume(this::refuse);
  }

  /// 200 once every event of the body is durable.
  Mono<ServerResponse> receive(ServerRequest request) {
    Optional<byte[]> signature =
        WebhookSignature.of(request.headers().header(WebhookSignature.HEADER));
    if (signature.isEmpty()) {
      return refuseUnread(request, Refusal.INVALID_SIGNATURE);
    }
    if (!publisher.isWarm()) {
      return refuseUnread(request, Refusal.UNAVAILABLE);
    }
    return RequestBody.read(request, settings, inFlight)
        .flatMap(body -> Mono.fromFuture(() -> intake.accept(signature.get(), body), true))
        .then(Mono.defer(this::accept))
        .onErrorResume(this::refuse);
  }

  Mono<ServerResponse> wrongMethod(ServerRequest request) {
    return refuse(Refusal.METHOD_NOT_ALLOWED.exception());
  }

  Mono<ServerResponse> notFound(ServerRequest request) {
    return refuse(Refusal.NOT_FOUND.exception());
  }

  private Mono<ServerResponse> accept() {
    metrics.accepted();
    return ServerResponse.ok().build();
  }

  private Mono<ServerResponse> refuseUnread(ServerRequest request, Refusal refusal) {
    return RequestBody.discard(request).then(Mono.defer(() -> refuse(refusal.exception())));
  }

  private Mono<ServerResponse> refuse(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    Refusal refusal = cause instanceof RefusedException e ? e.refusal() : Refusal.INTERNAL_ERROR;
    if (refusal == Refusal.INTERNAL_ERROR) {
      log.error("A webhook failed", cause);
    }
    metrics.refused(refusal);
    return Problem.answer(refusal, settings.retryAfter());
  }
}
