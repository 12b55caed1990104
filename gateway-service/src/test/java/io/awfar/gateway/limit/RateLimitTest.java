package io.awfar.gateway.limit;

import static io.awfar.gateway.limit.LimitedGateway.code;
import static io.awfar.gateway.limit.LimitedGateway.get;
import static io.awfar.gateway.limit.LimitedGateway.post;
import static io.awfar.gateway.limit.LimitedGateway.status;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/// With the defaults, but for the roles that say so.
class RateLimitTest {

  private static final String ME = "/api/auth/me";
  private static final String SEND = "/api/whatsapp/send";

  private static final LimitedGateway GATEWAY =
      LimitedGateway.with(
          "CLIENT_ORIGIN=https://agents.example.com",
          "AWFAR_GATEWAY_LIMIT_API_SUPERVISOR=off",
          "AWFAR_GATEWAY_LIMIT_API_ANALYST=3/15m",
          "AWFAR_GATEWAY_LIMIT_SENDS_ADMIN=2/1m");

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  @Test
  void aUserMayAskAHundredTimesInAQuarterOfAnHour() {
    WebTestClient agent = GATEWAY.user("agent", "192.0.2.10");
    for (int left = 99; left >= 0; left--) {
      EntityExchangeResult<byte[]> answer = get(agent, ME);
      assertThat(status(answer)).isEqualTo(200);
      assertThat(header(answer, "RateLimit-Limit")).isEqualTo("100");
      assertThat(header(answer, "RateLimit-Remaining")).isEqualTo(Integer.toString(left));
    }

    EntityExchangeResult<byte[]> refused = get(agent, ME);

    assertThat(status(refused)).isEqualTo(429);
    assertThat(code(refused)).isEqualTo("rate_limited");
    assertThat(refused.getResponseHeaders().getContentType())
        .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 900);
    assertThat(header(refused, "RateLimit-Reset")).isEqualTo(header(refused, "Retry-After"));
    assertThat(header(refused, "RateLimit-Remaining")).isEqualTo("0");
    assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"api\";q=100;w=900");
    assertThat(header(refused, "RateLimit")).startsWith("\"api\";r=0;t=");
  }

  @Test
  void usersAreCountedApartAlsoBehindOneAddress() {
    WebTestClient one = GATEWAY.user("analyst", "192.0.2.11");
    WebTestClient another = GATEWAY.user("analyst", "192.0.2.11");
    for (int i = 0; i < 4; i++) {
      get(one, ME);
    }

    assertThat(status(get(one, ME))).isEqualTo(429);
    assertThat(status(get(another, ME))).isEqualTo(200);
  }

  @Test
  void aUserIsTheSameAtEveryAddress() {
    WebTestClient analyst = GATEWAY.user("analyst", "192.0.2.12");
    for (int i = 0; i < 3; i++) {
      get(analyst, ME);
    }

    WebTestClient elsewhere =
        analyst
            .mutate()
            .defaultHeaders(headers -> headers.set("X-Forwarded-For", "192.0.2.13"))
            .build();
    assertThat(status(get(elsewhere, ME))).isEqualTo(429);
  }

  @Test
  void aRoleWhoseLimitIsOffIsNotCounted() {
    WebTestClient supervisor = GATEWAY.user("supervisor", "192.0.2.14");
    for (int i = 0; i < 110; i++) {
      EntityExchangeResult<byte[]> answer = get(supervisor, ME);
      assertThat(status(answer)).isEqualTo(200);
      assertThat(answer.getResponseHeaders().containsHeader("RateLimit-Limit")).isFalse();
    }
  }

  @Test
  void thirtySendsPassInAMinuteAndTheNextIsRefusedBeforeItsBodyIsLookedAt() {
    WebTestClient agent = GATEWAY.user("agent", "192.0.2.15");
    for (int left = 29; left >= 0; left--) {
      EntityExchangeResult<byte[]> answer = post(agent, SEND);
      assertThat(status(answer)).isEqualTo(400);
      assertThat(header(answer, "RateLimit-Limit")).isEqualTo("30");
      assertThat(header(answer, "RateLimit-Remaining")).isEqualTo(Integer.toString(left));
    }

    EntityExchangeResult<byte[]> refused = post(agent, SEND);

    assertThat(status(refused)).isEqualTo(429);
    assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 60);
    assertThat(header(refused, "RateLimit-Policy"))
        .isEqualTo("\"api\";q=100;w=900, \"messages\";q=30;w=60");
    assertThat(status(get(agent, ME))).isEqualTo(200);
  }

  @Test
  void whatARoleMayNotIsCountedLikeWhatItMay() {
    WebTestClient analyst = GATEWAY.user("analyst", "192.0.2.23");
    for (int left = 2; left >= 0; left--) {
      EntityExchangeResult<byte[]> answer = post(analyst, SEND);
      assertThat(status(answer)).isEqualTo(403);
      assertThat(code(answer)).isEqualTo("forbidden");
      assertThat(header(answer, "RateLimit-Limit")).isEqualTo("3");
      assertThat(header(answer, "RateLimit-Remaining")).isEqualTo(Integer.toString(left));
    }

    assertThat(status(post(analyst, SEND))).isEqualTo(429);
    assertThat(status(get(analyst, ME))).isEqualTo(429);
  }

  @Test
  void aRoleHasALimitOfItsOwnForSends() {
    WebTestClient admin = GATEWAY.user("admin", "192.0.2.16");
    post(admin, SEND);
    post(admin, SEND);

    assertThat(status(post(admin, SEND))).isEqualTo(429);
  }

  @Test
  void tenUploadsPassInAnHour() {
    WebTestClient agent = GATEWAY.user("agent", "192.0.2.17");
    for (int i = 0; i < 10; i++) {
      assertThat(status(post(agent, "/api/upload/media"))).isNotEqualTo(429);
    }

    EntityExchangeResult<byte[]> refused = post(agent, "/api/upload/media");

    assertThat(status(refused)).isEqualTo(429);
    assertThat(header(refused, "RateLimit-Policy")).contains("\"uploads\";q=10;w=3600");
  }

  @Test
  void withoutAValidTokenTheAddressIsCountedAndWhoHasOneIsNotKeptOutByThat() {
    WebTestClient agent = GATEWAY.user("agent", "192.0.2.18");
    WebTestClient stranger = GATEWAY.from("192.0.2.18");
    WebTestClient forger =
        stranger.mutate().defaultHeaders(headers -> headers.setBearerAuth("forged")).build();
    for (int i = 0; i < 49; i++) {
      assertThat(status(get(stranger, ME))).isEqualTo(401);
      assertThat(status(get(forger, ME))).isEqualTo(401);
    }
    assertThat(status(get(stranger, "/api/nowhere"))).isEqualTo(401);
    assertThat(status(get(stranger, ME))).isEqualTo(401);

    assertThat(status(get(stranger, ME))).isEqualTo(429);
    assertThat(status(get(forger, ME))).isEqualTo(429);
    assertThat(status(get(agent, ME))).isEqualTo(200);
    assertThat(status(get(GATEWAY.from("192.0.2.19"), ME))).isEqualTo(401);
  }

  @Test
  void allOfANetworkOfVersion6IsOneAddress() {
    for (int i = 1; i <= 100; i++) {
      get(GATEWAY.from("2001:db8::" + i), ME);
    }

    assertThat(status(get(GATEWAY.from("2001:db8::ffff"), ME))).isEqualTo(429);
    assertThat(status(get(GATEWAY.from("2001:db8:0:1::1"), ME))).isEqualTo(401);
  }

  @Test
  void whatLiesOutsideTheApiAndWhatABrowserAsksBeforehandIsNotCounted() {
    WebTestClient stranger = GATEWAY.from("192.0.2.20");
    for (int i = 0; i < 110; i++) {
      assertThat(status(get(stranger, "/health"))).isEqualTo(200);
    }
    assertThat(status(get(stranger, "/.well-known/jwks.json"))).isEqualTo(200);
    for (int i = 0; i < 110; i++) {
      stranger
          .options()
          .uri(ME)
          .header("Origin", "https://agents.example.com")
          .header("Access-Control-Request-Method", "GET")
          .exchange()
          .expectStatus()
          .isOk();
    }
    assertThat(status(get(stranger, ME))).isEqualTo(401);
  }

  @Test
  void aPageInABrowserMayReadWhatIsLeft() {
    GATEWAY
        .from("192.0.2.21")
        .get()
        .uri(ME)
        .header("Origin", "https://agents.example.com")
        .exchange()
        .expectHeader()
        .value(
            HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
            exposed ->
                assertThat(exposed)
                    .contains(
                        "Retry-After",
                        "RateLimit-Limit",
                        "RateLimit-Remaining",
                        "RateLimit-Reset"));
  }

  @Test
  void whatWasCountedAndRefusedIsAMetric() {
    get(GATEWAY.from("192.0.2.22"), ME);

    String metrics =
        GATEWAY
            .running()
            .management()
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();

    assertThat(metrics)
        .contains("awfar_gateway_limits_total{limit=\"api\",outcome=\"passed\"}")
        .contains("awfar_gateway_limits_total{limit=\"account\",outcome=\"refused\"}");
  }

  private static String header(EntityExchangeResult<byte[]> answer, String name) {
    return answer.getResponseHeaders().getFirst(name);
  }
}
