package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.channel.CheckedChannel.Result;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.channel.ManagedChannel;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks WhatsApp's API for a number, with the number's own token: `GET
/// {api}/{version}/{phone-number-id}?fields=...`.
@Component
final class ChannelCheck implements DisposableBean {

  private static final int CONNECTIONS_MAX = 8;
  private static final int WAITING_MAX = 32;
  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final String FIELDS = "id,display_phone_number,verified_name,quality_rating";

  /// Meta's own description of the API demands this form.
  private static final String USER_AGENT = "awfar/0.1.0";

  private static final Set<Integer> TOKEN_REFUSED = Set.of(0, 3, 10, 102, 190, 200);
  private static final Set<Integer> THROTTLED = Set.of(4, 17, 80007, 130429);
  private static final int NO_SUCH_OBJECT = 100;

  private final ConnectionProvider connections =
      ConnectionProvider.builder("gateway-channel-check")
          .maxConnections(CONNECTIONS_MAX)
          .pendingAcquireMaxCount(WAITING_MAX)
          .build();
  private final WebClient whatsapp;
  private final JsonMapper json;
  private final ChannelSettings settings;

  ChannelCheck(GatewaySettings settings, LoopResources loops, JsonMapper json) {
    this.settings = settings.channels();
    this.json = json;
    this.whatsapp =
        WebClient.builder()
            .clientConnector(
                new ReactorClientHttpConnector(HttpClient.create(connections).runOn(loops)))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(BODY_BYTES_MAX))
            .baseUrl(this.settings.apiUrl().toString())
            .build();
  }

  private record Answer(int status, byte[] body) {}

  /// @return an answer in any case; an error only if the channel's secrets cannot be read
  Mono<CheckedChannel> of(ManagedChannel channel) {
    if (channel.secrets().isEmpty()) {
      return Mono.error(new RefusedException(ErrorCode.CREDENTIALS_UNREADABLE));
    }
    return Mono.justOrEmpty(channel.accessToken())
        .flatMap(token -> ask(channel.channelId(), token))
        .defaultIfEmpty(CheckedChannel.failed(Result.TOKEN_MISSING, null));
  }

  @Override
  public void destroy() {
    connections.dispose();
  }

  private Mono<CheckedChannel> ask(String id, String token) {
    return whatsapp
        .get()
        .uri("/{version}/{id}?fields={fields}", settings.apiVersion(), id, FIELDS)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .header(HttpHeaders.USER_AGENT, USER_AGENT)
        .exchangeToMono(response ->
            response
                .bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new Answer(response.statusCode().value(), body)))
        .timeout(timeMax())
        .map(answer -> judged(id, answer))
        // Whatever befell the call, no answer of WhatsApp's can be told.
        .onErrorResume(_ -> Mono.just(CheckedChannel.failed(Result.UNREACHABLE, null)));
  }

  private CheckedChannel judged(String id, Answer answer) {
    JsonNode body = read(answer.body());
    if (answer.status() == 200) {
      return body.path("id").asString("").equals(id)
          ? new CheckedChannel(
              Result.OK,
              null,
              text(body, "display_phone_number"),
              text(body, "verified_name"),
              text(body, "quality_rating"))
          : CheckedChannel.failed(Result.UNKNOWN_NUMBER, null);
    }
    JsonNode code = body.path("error").path("code");
    return code.isInt()
        ? CheckedChannel.failed(resultOf(answer.status(), code.asInt()), code.asInt())
        : CheckedChannel.failed(resultOf(answer.status(), -1), null);
  }

  private static Result resultOf(int status, int code) {
    if (TOKEN_REFUSED.contains(code) || status == 401 || status == 403) {
      return Result.TOKEN_REFUSED;
    }
    if (THROTTLED.contains(code) || status == 429) {
      return Result.THROTTLED;
    }
    return code == NO_SUCH_OBJECT || status == 404 ? Result.UNKNOWN_NUMBER : Result.UNREACHABLE;
  }

  private JsonNode read(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }

  private static @Nullable String text(JsonNode body, String name) {
    return body.path(name).asString(null);
  }

  private Duration timeMax() {
    return settings.checkTimeMax();
  }
}
