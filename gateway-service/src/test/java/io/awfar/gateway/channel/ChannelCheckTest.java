package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class ChannelCheckTest {

  private static final Map<String, Play> PLAYS = new ConcurrentHashMap<>();
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private static HttpServer whatsApp;
  private static ChannelGateway gateway;

  private record Play(int status, String body) {}

  @BeforeAll
  static void start() throws Exception {
    whatsApp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    whatsApp.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    whatsApp.createContext(
        "/v23.0/",
        exchange -> {
          try (exchange) {
            String id = exchange.getRequestURI().getPath().substring("/v23.0/".length());
            assertThat(exchange.getRequestURI().getQuery()).startsWith("fields=id,");
            assertThat(exchange.getRequestHeaders().getFirst("User-Agent"))
                .matches("[a-z]+/[0-9.]+");
            Play play = PLAYS.get(id);
            if (play == null) {
              NEVER.await();
            }
            boolean own =
                ("Bearer access-token-of-" + id)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (own ? play.body() : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(own ? play.status() : 500, body.length);
            exchange.getResponseBody().write(body);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    whatsApp.start();
    gateway =
        ChannelGateway.start(
            "AWFAR_WHATSAPP_API_URL=http://127.0.0.1:" + whatsApp.getAddress().getPort(),
            "AWFAR_GATEWAY_CHANNEL_CHECK_TIME_MAX=1s");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    NEVER.countDown();
    whatsApp.stop(0);
  }

  @Test
  void aNumberThatTheTokenMayUseIsOk() {
    PLAYS.put(
        "8501",
        new Play(
            200,
            """
            {"id":"8501","display_phone_number":"+1 555-0100","verified_name":"Sales",
             "quality_rating":"GREEN"}
            """));

    check("8501")
        .jsonPath("$.result")
        .isEqualTo("ok")
        .jsonPath("$.displayPhoneNumber")
        .isEqualTo("+1 555-0100")
        .jsonPath("$.verifiedName")
        .isEqualTo("Sales")
        .jsonPath("$.qualityRating")
        .isEqualTo("GREEN")
        .jsonPath("$.code")
        .isEmpty();
  }

  @Test
  void whatWhatsAppSaysDecides() {
    assertResult("8502", new Play(401, error(190)), "token_refused", 190);
    assertResult("8503", new Play(400, error(100)), "unknown_number", 100);
    assertResult("8504", new Play(400, error(4)), "throttled", 4);
    assertResult("8505", new Play(500, error(2)), "unreachable", 2);
    assertResult("8506", new Play(403, "nonsense"), "token_refused", null);
    assertResult("8507", new Play(200, "nonsense"), "unknown_number", null);
    assertResult("8508", new Play(200, "{\"id\":\"42\"}"), "unknown_number", null);
    assertResult("8509", new Play(200, "x".repeat(200_000)), "unreachable", null);
  }

  @Test
  void anAnswerThatDoesNotComeIsUnreachable() {
    gateway.create(gateway.admin(), channel("8510")).expectStatus().isCreated();

    check("8510").jsonPath("$.result").isEqualTo("unreachable");
  }

  @Test
  void aChannelWithoutATokenSaysSoWithoutAsking() {
    Map<String, Object> channel = channel("8511");
    channel.remove("accessToken");
    gateway.create(gateway.admin(), channel).expectStatus().isCreated();

    check("8511").jsonPath("$.result").isEqualTo("token_missing");
  }

  private static void assertResult(String id, Play play, String result, Integer code) {
    PLAYS.put(id, play);
    gateway.create(gateway.admin(), channel(id)).expectStatus().isCreated();

    BodyContentSpec answer = check(id).jsonPath("$.result").isEqualTo(result);
    if (code != null) {
      answer.jsonPath("$.code").isEqualTo(code);
    }
  }

  private static BodyContentSpec check(String id) {
    if (gateway.get(gateway.admin(), id).returnResult(String.class).getStatus().value() == 404) {
      gateway.create(gateway.admin(), channel(id)).expectStatus().isCreated();
    }
    return gateway.check(gateway.admin(), id).expectStatus().isOk().expectBody();
  }

  private static String error(int code) {
    return "{\"error\":{\"message\":\"m\",\"type\":\"OAuthException\",\"code\":" + code + "}}";
  }
}
