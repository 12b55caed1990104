package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.RawEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookIT {

  private static RunningIngest ingest;

  @BeforeAll
  static void start() {
    ingest = RunningIngest.start(TestKafka.bootstrapServers(), TestRegistry.url()).awaitReady();
  }

  @AfterAll
  static void stop() {
    ingest.close();
  }

  @Test
  void aWebhookAnswered200IsDurable() throws Exception {
    assertThat(ingest.post(Webhooks.texts("durable", 0, 1)).statusCode()).isEqualTo(200);

    var records = read("durable");
    assertThat(records).hasSize(1);
    RawEvent event = records.getFirst().value();
    assertThat(records.getFirst().key()).isEqualTo("durable|49170000000");
    assertThat(event.getIdentity()).isEqualTo("m|durable|wamid.T0");
    assertThat(records.getFirst().timestamp()).isEqualTo(event.getReceivedAt().toEpochMilli());
    assertThat(StandardCharsets.UTF_8.decode(event.getPayload()).toString()).contains("Grüße 👋");
  }

  @Test
  void aThousandUpdatesInOnePostAreAllDurableAndInOrderPerChat() throws Exception {
    assertThat(ingest.post(Webhooks.texts("thousand", 0, 1000)).statusCode()).isEqualTo(200);

    Map<String, List<String>> chats = new HashMap<>();
    for (ConsumerRecord<String, RawEvent> record : read("thousand")) {
      chats
          .computeIfAbsent(record.key(), key -> new ArrayList<>())
          .add(record.value().getIdentity());
    }
    assertThat(chats).hasSize(10);
    chats.forEach((key, identities) ->
        assertThat(identities)
            .containsExactlyElementsOf(
                IntStream.range(0, 100)
                    .map(i -> i * 10 + key.charAt(key.length() - 1) - '0')
                    .mapToObj(i -> "m|thousand|wamid.T" + i)
                    .toList()));
  }

  @Test
  void concurrentWebhooksAreAllDurable() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 200)
            .mapToObj(i -> ingest.postLater(Webhooks.texts("concurrent", i * 5, 5)))
            .toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
    assertThat(read("concurrent"))
        .extracting(record -> record.value().getIdentity())
        .hasSize(1000)
        .doesNotHaveDuplicates();
  }

  @Test
  void aBodyOfThreeMebibytesIsOneRecord() throws Exception {
    String history = "{\"metadata\":{\"phone_number_id\":\"large\"},\"history\":\"%s\"}";
    String body = Webhooks.body(history.formatted("x".repeat(3_145_000)), "history");

    assertThat(ingest.post(body).statusCode()).isEqualTo(200);
    assertThat(read("large")).hasSize(1);
  }

  @Test
  void whatDoesNotFitIntoMemoryIsRefusedAtOnceAndCounted() throws Exception {
    try (InFlightBytes.Share others = ingest.bean(InFlightBytes.class).open()) {
      assertThat(others.take(32 << 20)).isTrue();

      assertThat(
              Quickest.of(_ -> {
                HttpResponse<String> answer = ingest.post(Webhooks.texts("overload", 0, 1));
                assertProblem(answer, 503, "overloaded");
                assertThat(answer.headers().firstValue("Retry-After")).contains("5");
              }))
          .isLessThan(Duration.ofSeconds(1));
    }
    assertThat(ingest.post(Webhooks.texts("overload", 0, 1)).statusCode()).isEqualTo(200);
    assertThat(read("overload")).hasSize(1);
    assertThat(ingest.actuator("prometheus").body())
        .contains("awfar_ingest_webhooks_total{outcome=\"overloaded\"} 3");
  }

  @Test
  void theHandshakeReturnsTheChallengeToWhoKnowsTheToken() throws Exception {
    HttpResponse<String> answer =
        handshake("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=test-verify-token");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("1158201444");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertProblem(
        handshake("hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess"),
        403,
        "handshake_refused");
    assertProblem(handshake(""), 403, "handshake_refused");
  }

  @Test
  void onlyWhoHoldsASecretIsHeard() throws Exception {
    byte[] body = Webhooks.texts("signed", 0, 1).getBytes(StandardCharsets.UTF_8);
    String right = RunningIngest.signature(body, RunningIngest.SECRET);

    assertProblem(ingest.post(body, ""), 401, "invalid_signature");
    assertProblem(ingest.post(body, right.substring(7)), 401, "invalid_signature");
    assertProblem(
        ingest.post(body, RunningIngest.signature(body, "guess")), 401, "invalid_signature");
    HttpRequest unsigned =
        HttpRequest.newBuilder(ingest.url("/webhook"))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    assertProblem(ingest.send(unsigned), 401, "invalid_signature");
    assertThat(read("signed")).isEmpty();

    String old = RunningIngest.signature(body, RunningIngest.OLD_SECRET);
    assertThat(ingest.post(body, old).statusCode()).isEqualTo(200);
    assertThat(read("signed")).hasSize(1);
  }

  @Test
  void aRefusalSaysNothingOfWhatWasSentOrHowTheServiceWorks() throws Exception {
    HttpResponse<String> answer = ingest.post("{\"entry\":[{\"secret-word\":}]}");

    assertProblem(answer, 400, "invalid_json");
    assertThat(answer.body()).doesNotContainIgnoringCase("secret-word", "exception", "jackson");
    assertProblem(ingest.post("{}"), 400, "invalid_webhook");
  }

  @Test
  void nothingElseIsServed() throws Exception {
    assertProblem(ingest.send(RunningIngest.get(ingest.url("/"))), 404, "not_found");
    assertProblem(ingest.send(RunningIngest.get(ingest.url("/actuator"))), 404, "not_found");
    assertProblem(ingest.send(RunningIngest.get(ingest.url("/webhook/x"))), 404, "not_found");
    HttpRequest delete = HttpRequest.newBuilder(ingest.url("/webhook")).DELETE().build();
    HttpResponse<String> answer = ingest.send(delete);
    assertProblem(answer, 405, "method_not_allowed");
    assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(ingest.send(RunningIngest.get(ingest.managementUrl("/webhook"))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void operatorsSeeHealthAndMetrics() throws Exception {
    ingest.post(Webhooks.texts("metrics", 0, 1));
    ingest.post("no JSON");

    assertThat(ingest.management("health/liveness")).isEqualTo(200);
    assertThat(ingest.management("health/readiness")).isEqualTo(200);
    assertThat(ingest.actuator("prometheus").body())
        .contains("awfar_ingest_webhooks_total{outcome=\"accepted\"}")
        .contains("awfar_ingest_webhooks_total{outcome=\"invalid_json\"}")
        .contains("awfar_ingest_events_total{kind=\"message\"}")
        .contains("awfar_ingest_in_flight_bytes 0")
        .contains("awfar_ingest_publish_seconds_bucket{outcome=\"durable\"")
        .contains("awfar_ingest_producer_replacements_total 0");
  }

  static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = new JsonMapper().readTree(answer.body());
    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asString()).isNotEmpty();
  }

  private static HttpResponse<String> handshake(String query) throws Exception {
    return ingest.send(RunningIngest.get(ingest.url("/webhook?" + query)));
  }

  private static List<ConsumerRecord<String, RawEvent>> read(String channelId) {
    return RawTopic.read(TestKafka.bootstrapServers(), TestRegistry.url(), channelId);
  }
}
