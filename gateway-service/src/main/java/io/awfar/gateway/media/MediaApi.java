package io.awfar.gateway.media;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.json.JsonMapper;

/// media-service, asked with the caller's own token: it decides itself what belongs to whom.
@Component
public final class MediaApi implements DisposableBean {

  private static final int ANSWER_BYTES_MAX = 64 << 10;
  private static final byte[] NOTHING = {};

  private final ConnectionProvider connections;
  private final WebClient media;
  private final MediaSettings settings;
  private final JsonMapper json;

  MediaApi(GatewaySettings settings, LoopResources loops, JsonMapper json) {
    this.settings = settings.media();
    this.json = json;
    this.connections =
        ConnectionProvider.builder("gateway-media")
            .maxConnections(this.settings.connectionsMax())
            .pendingAcquireMaxCount(this.settings.connectionsMax())
            .pendingAcquireTimeout(this.settings.connectTimeMax())
            .build();
    int connectTimeMax = Math.toIntExact(this.settings.connectTimeMax().toMillis());
    HttpClient http =
        HttpClient.create(connections)
            .runOn(loops)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeMax);
    this.media =
        WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(http))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(ANSWER_BYTES_MAX))
            .baseUrl(this.settings.url().toString())
            .build();
  }

  /// Passes the body of a request on as it comes, and no faster than media-service takes it.
  <T> Mono<T> send(ServerWebExchange exchange, String path, Flux<DataBuffer> body, Class<T> type) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    AtomicReference<@Nullable Throwable> ofBody = new AtomicReference<>();
    return asked(exchange, HttpMethod.POST, path)
        .headers(passedOn -> {
          passedOn.setContentType(headers.getContentType());
          if (headers.getContentLength() >= 0) {
            passedOn.setContentLength(headers.getContentLength());
          }
        })
        .body(BodyInserters.fromDataBuffers(body.doOnError(ofBody::set)))
        .exchangeToMono(response -> answer(response, type))
        .timeout(settings.uploadTimeMax().plus(settings.answerTimeMax()))
        .onErrorMap(failure -> failure(failure, ofBody.get()));
  }

  /// WhatsApp's id of a file, which media-service gives WhatsApp if it has not yet. For the request
  /// that is worked on.
  ///
  /// @param path of the file
  /// @param channelId WhatsApp's phone number id of the number that sends
  /// @param kind what it is to be sent as, such as `image`
  /// @return an error if there is none
  public Mono<String> mediaId(String path, String channelId, String kind) {
    return Mono.deferContextual(context -> {
      ServerWebExchange exchange = context.get(ServerWebExchange.class);
      return ask(
              asked(exchange, HttpMethod.POST, "/files/" + path + "/media-ids")
                  .contentType(MediaType.APPLICATION_JSON)
                  .bodyValue(Map.of("channelId", channelId, "kind", kind)),
              settings.mediaIdTimeMax(),
              MediaId.class)
          .map(MediaId::id);
    });
  }

  private record MediaId(String id) {}

  /// @return nothing if the answer has no body
  <T> Mono<T> ask(ServerWebExchange exchange, HttpMethod method, String path, Class<T> type) {
    return ask(asked(exchange, method, path), settings.answerTimeMax(), type);
  }

  private <T> Mono<T> ask(
      WebClient.RequestHeadersSpec<?> request, Duration timeMax, Class<T> type) {
    return request
        .exchangeToMono(response -> answer(response, type))
        .timeout(timeMax)
        .onErrorMap(failure -> failure(failure, null));
  }

  private WebClient.RequestBodySpec asked(
      ServerWebExchange exchange, HttpMethod method, String path) {
    HttpHeaders asked = exchange.getRequest().getHeaders();
    HttpHeaders answered = exchange.getResponse().getHeaders();
    return media
        .method(method)
        .uri(path)
        .headers(passedOn -> {
          passedOn.addAll(HttpHeaders.AUTHORIZATION, asked.getOrEmpty(HttpHeaders.AUTHORIZATION));
          // That of the answer, which every request has.
          passedOn.addAll(RequestId.HEADER, answered.getOrEmpty(RequestId.HEADER));
        });
  }

  private <T> Mono<T> answer(ClientResponse response, Class<T> type) {
    return response.statusCode().is2xxSuccessful()
        ? response.bodyToMono(type)
        : response
            .bodyToMono(byte[].class)
            .defaultIfEmpty(NOTHING)
            .flatMap(body -> Mono.error(MediaAnswer.refusal(response.statusCode(), body, json)));
  }

  /// What the caller's own body failed with is no failure of media-service.
  private static Throwable failure(Throwable failure, @Nullable Throwable ofBody) {
    if (failure instanceof RefusedException) {
      return failure;
    }
    if (ofBody != null) {
      return ofBody;
    }
    return failure instanceof WebClientException || failure instanceof TimeoutException
        ? new RefusedException(ErrorCode.MEDIA_UNAVAILABLE)
        : failure;
  }

  @Override
  public void destroy() {
    connections.dispose();
  }
}
