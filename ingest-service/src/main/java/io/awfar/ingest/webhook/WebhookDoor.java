package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.InFlightBytes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/// All that the port of the webhook answers: the handshake, the webhook itself, and no to the rest.
public final class WebhookDoor
    implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

  static final String PATH = "/webhook";

  private static final Logger log = LoggerFactory.getLogger(WebhookDoor.class);

  private final WebhookSettings settings;
  private final Handshake handshake;
  private final WebhookIntake intake;
  private final BooleanSupplier open;
  private final InFlightBytes inFlight;
  private final WebhookMetrics metrics;

  /// @param open whether events can be published at all
  WebhookDoor(
      WebhookSettings settings,
      Handshake handshake,
      WebhookIntake intake,
      BooleanSupplier open,
      InFlightBytes inFlight,
      WebhookMetrics metrics) {
    this.settings = settings;
    this.handshake = handshake;
    this.intake = intake;
    this.open = open;
    this.inFlight = inFlight;
    this.metrics = metrics;
  }

  @Override
  public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
    if (request.method().equals(HttpMethod.POST) && request.uri().equals(PATH)) {
      return receive(request, response);
    }
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    if (!uri.path().equals(PATH)) {
      return refuse(Refusal.NOT_FOUND.exception(), response);
    }
    if (request.method().equals(HttpMethod.POST)) {
      return receive(request, response);
    }
    if (request.method().equals(HttpMethod.GET)) {
      return verify(uri, response);
    }
    return refuse(Refusal.METHOD_NOT_ALLOWED.exception(), response);
  }

  /// 200 with the challenge, or 403.
  private Mono<Void> verify(QueryStringDecoder uri, HttpServerResponse response) {
    try {
      String challenge =
          handshake.answer(
              parameter(uri, "hub.mode"),
              parameter(uri, "hub.verify_token"),
              parameter(uri, "hub.challenge"));
      return response
          .header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
          .sendString(Mono.just(challenge))
          .then();
    } catch (RefusedException | IllegalArgumentException e) {
      return refuse(e, response);
    }
  }

  /// 200 once every event of the body is durable.
  private Mono<Void> receive(HttpServerRequest request, HttpServerResponse response) {
    Optional<byte[]> signature =
        WebhookSignature.of(request.requestHeaders().getAll(WebhookSignature.HEADER));
    if (signature.isEmpty()) {
      return refuseUnread(request, response, Refusal.INVALID_SIGNATURE);
    }
    if (!open.getAsBoolean()) {
      return refuseUnread(request, response, Refusal.UNAVAILABLE);
    }
    return RequestBody.read(request, settings, inFlight)
        .flatMap(body -> Mono.fromFuture(() -> intake.accept(signature.get(), body), true))
        .then(Mono.<Void>fromRunnable(() -> accept(response)))
        .onErrorResume(failure -> refuse(failure, response));
  }

  private void accept(HttpServerResponse response) {
    metrics.accepted();
    response.status(HttpResponseStatus.OK);
  }

  private Mono<Void> refuseUnread(
      HttpServerRequest request, HttpServerResponse response, Refusal refusal) {
    return RequestBody.discard(request)
        .then(Mono.defer(() -> refuse(refusal.exception(), response)));
  }

  private Mono<Void> refuse(Throwable failure, HttpServerResponse response) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    Refusal refusal = cause instanceof RefusedException e ? e.refusal() : Refusal.INTERNAL_ERROR;
    if (refusal == Refusal.INTERNAL_ERROR) {
      log.error("A webhook failed", cause);
    }
    metrics.refused(refusal);
    return Problem.answer(refusal, settings.retryAfter(), response);
  }

  private static Optional<String> parameter(QueryStringDecoder uri, String name) {
    Map<String, List<String>> parameters = uri.parameters();
    return parameters.getOrDefault(name, List.of()).stream().findFirst();
  }
}
