package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.json.JsonMapper;

/// Reads from WhatsApp's API. It answers in any case.
@Component
final class WhatsAppApi implements DisposableBean {

  private static final int CONNECTIONS_MAX = 8;
  private static final int WAITING_MAX = 32;
  private static final int BODY_BYTES_MAX = 64 << 10;

  /// Meta's own description of the API demands this form.
  private static final String USER_AGENT = "awfar/0.1.0";

  private final ConnectionProvider connections =
      ConnectionProvider.builder("gateway-whatsapp")
          .maxConnections(CONNECTIONS_MAX)
          .pendingAcquireMaxCount(WAITING_MAX)
          .build();
  private final WebClient whatsapp;
  private final JsonMapper json;
  private final ChannelSettings settings;

  WhatsAppApi(GatewaySettings settings, LoopResources loops, JsonMapper json) {
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

  /// @param uri what follows the version, with a place in braces for each of the values
  Mono<WhatsAppReply> get(String token, String uri, Object... values) {
    return whatsapp
        .get()
        .uri("/" + settings.apiVersion() + uri, values)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .header(HttpHeaders.USER_AGENT, USER_AGENT)
        .exchangeToMono(response ->
            response
                .bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> WhatsAppReply.of(response.statusCode().value(), body, json)))
        .timeout(settings.checkTimeMax())
        .onErrorResume(_ -> Mono.just(WhatsAppReply.none(json)));
  }

  @Override
  public void destroy() {
    connections.dispose();
  }
}
