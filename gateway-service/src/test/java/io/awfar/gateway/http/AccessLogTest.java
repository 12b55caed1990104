package io.awfar.gateway.http;

import static io.awfar.gateway.RunningGateway.EMAIL;
import static io.awfar.gateway.RunningGateway.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.awfar.gateway.LogLines;
import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessLogTest {

  /// Each request that is counted is refused, with a warning in the log.
  private static final RunningGateway GATEWAY =
      RunningGateway.ready(
          TestPostgres.create(),
          "--AWFAR_GATEWAY_ACCESS_LOG=info",
          "--AWFAR_GATEWAY_LIMITS=on",
          "--AWFAR_GATEWAY_LIMIT_AUTH_ADDRESS=off",
          "--AWFAR_GATEWAY_LIMIT_AUTH_ACCOUNT=off",
          "--AWFAR_GATEWAY_LIMIT_API_ADDRESS=off",
          "--AWFAR_GATEWAY_LIMIT_API=off",
          "--AWFAR_GATEWAY_LIMIT_WHEN_REDIS_DOWN=refuse",
          "--AWFAR_GATEWAY_REDIS_URL=redis://:nobody@127.0.0.1:1",
          "--AWFAR_GATEWAY_LIMIT_KEY=0123456789 0123456789 0123456789");

  private static final String TOKEN = GATEWAY.signIn(EMAIL, PASSWORD);

  private LogLines lines;

  @BeforeEach
  void listen() {
    lines = LogLines.of(AccessLog.LOGGER);
  }

  @AfterEach
  void stopListening() {
    lines.close();
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  @Test
  void aRequestIsOneLineWithMethodRouteStatusTimeUserAndRequestId() {
    get("/api/whatsapp/chats?limit=1");

    ILoggingEvent line = onlyLine();
    assertThat(line.getFormattedMessage())
        .matches("GET /api/whatsapp/chats 200 \\d+ ms by [0-9a-f-]{36}");
    assertThat(line.getMDCPropertyMap()).containsEntry("requestId", "request-7");
    assertThat(members(line))
        .containsEntry("method", "GET")
        .containsEntry("route", "/api/whatsapp/chats")
        .containsEntry("status", "200")
        .containsKeys("millis", "userId");
  }

  @Test
  void aRouteIsNamedByItsPatternAndARefusalByItsCode() {
    get("/api/whatsapp/chats/0197a5b0-0000-8000-8000-000000000000/messages");

    assertThat(onlyLine().getFormattedMessage())
        .startsWith("GET /api/whatsapp/chats/{id}/messages 404 ")
        .contains(" chat_not_found ");
  }

  @Test
  void whatWasRefusedBeforeItHadARouteIsNamedByItsPathWithoutWhatMayStandForSomebody() {
    GATEWAY.api().get().uri("/api/whatsapp/channels/106540352242922").exchange();

    assertThat(onlyLine().getFormattedMessage())
        .matches("GET /api/whatsapp/channels/\\* 401 \\d+ ms token_missing");
  }

  @Test
  void noTokenNoPasswordAndNoValueOfAQueryIsInALine() {
    get("/api/whatsapp/chats?before=967777000111&x=secret-query");
    GATEWAY
        .api()
        .post()
        .uri("/api/auth/login")
        .bodyValue(Map.of("email", EMAIL, "password", "secret password"))
        .exchange()
        .expectStatus()
        .isUnauthorized();

    assertThat(lines.events())
        .hasSize(2)
        .allSatisfy(line ->
            assertThat(
                    line.getFormattedMessage() + line.getKeyValuePairs() + line.getMDCPropertyMap())
                .doesNotContain(TOKEN, "967777000111", "secret", EMAIL));
  }

  @Test
  void metricsThatAreFetchedAreNoRequests() {
    GATEWAY.management().get().uri("/actuator/health").exchange().expectBody().returnResult();

    assertThat(lines.events()).isEmpty();
  }

  @Test
  void otherLinesOfARequestHaveItsIdToo() {
    try (LogLines warnings = LogLines.of("io.awfar.gateway.error.ProblemAnswer")) {
      GATEWAY
          .withToken(TOKEN)
          .post()
          .uri("/api/whatsapp/send")
          .header("X-Request-Id", "request-8")
          .bodyValue(Map.of())
          .exchange()
          .expectStatus()
          .isEqualTo(503);

      assertThat(warnings.events())
          .singleElement()
          .satisfies(line -> {
            assertThat(line.getMDCPropertyMap()).containsEntry("requestId", "request-8");
            assertThat(line.getFormattedMessage()).contains("limits_unavailable");
          });
    }
  }

  private static void get(String uri) {
    GATEWAY
        .withToken(TOKEN)
        .get()
        .uri(uri)
        .header("X-Request-Id", "request-7")
        .exchange()
        .expectBody()
        .returnResult();
  }

  private ILoggingEvent onlyLine() {
    List<ILoggingEvent> events = lines.events();
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static Map<String, String> members(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value.toString()));
  }
}
