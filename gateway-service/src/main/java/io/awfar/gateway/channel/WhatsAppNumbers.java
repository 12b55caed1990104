package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.json.JsonMapper;

/// Asks WhatsApp's API for numbers: `GET {api}/{version}/{phone-number-id}` and `GET
/// {api}/{version}/{account}/phone_numbers`. It answers in any case.
@Component
final class WhatsAppNumbers implements DisposableBean {

  private static final int CONNECTIONS_MAX = 8;
  private static final int WAITING_MAX = 32;
  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final String FIELDS = "id,display_phone_number,verified_name,quality_rating";

  /// As many as WhatsApp gives at once.
  private static final int PAGE_NUMBERS_MAX = 100;

  /// Meta's own description of the API demands this form.
  private static final String USER_AGENT = "awfar/0.1.0";

  private final ConnectionProvider connections =
      ConnectionProvider.builder("gateway-channel-check")
          .maxConnections(CONNECTIONS_MAX)
          .pendingAcquireMaxCount(WAITING_MAX)
          .build();
  private final WebClient whatsapp;
  private final JsonMapper json;
  private final ChannelSettings settings;

  WhatsAppNumbers(GatewaySettings settings, LoopResources loops, JsonMapper json) {
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

  /// A number, with what it is called and how good it is.
  Mono<WhatsAppReply> number(String id, String token) {
    Map<String, String> values =
        Map.of("version", settings.apiVersion(), "id", id, "fields", FIELDS);
    return get(
        uri -> uri.path("/{version}/{id}").queryParam("fields", "{fields}").build(values), token);
  }

  /// A page of the ids of an account's numbers.
  ///
  /// @param after the cursor that the page before ended with; null for the first
  Mono<WhatsAppReply> ofAccount(String account, @Nullable String after, String token) {
    Map<String, Object> values =
        Map.of(
            "version",
            settings.apiVersion(),
            "id",
            account,
            "limit",
            PAGE_NUMBERS_MAX,
            "after",
            after == null ? "" : after);
    return get(
        uri -> {
          UriBuilder page =
              uri.path("/{version}/{id}/phone_numbers")
                  .queryParam("fields", "id")
                  .queryParam("limit", "{limit}");
          return (after == null ? page : page.queryParam("after", "{after}")).build(values);
        },
        token);
  }

  @Override
  public void destroy() {
    connections.dispose();
  }

  private Mono<WhatsAppReply> get(Function<UriBuilder, URI> uri, String token) {
    return whatsapp
        .get()
        .uri(uri)
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
}
