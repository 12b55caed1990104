package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.GatewayService;
import io.awfar.ingest.IngestService;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.topic.Topics;
import io.awfar.simulator.Simulator;
import io.awfar.simulator.SimulatorSettings;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// The gateway and the edge, each by itself, and WhatsApp's API: a number from its creation to its
/// end.
class ManagedNumberIT {

  private static final String NUMBER = "9001";
  private static final String SENDING = "9003";
  private static final String WORKSPACE = "00000000-0000-4000-8000-0000000000cc";
  private static final String TOKEN = "token-of-9001";

  /// The simulator's first, of both numbers.
  private static final String ACCOUNT = "102290129340398";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Simulator whatsApp;
  private static ConfigurableApplicationContext gateway;
  private static ConfigurableApplicationContext ingest;
  private static String bearer;

  @BeforeAll
  static void start() throws Exception {
    whatsApp =
        Simulator.start(
            SimulatorSettings.builder(URI.create("http://127.0.0.1:9/webhook"), "unused")
                .accessToken(TOKEN)
                .numbers(List.of(NUMBER, SENDING))
                .eventsMax(0)
                .build());
    TestPostgres.Database database = TestPostgres.create();
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("classpath:db/persistence")
        .table("flyway_schema_history_persistence")
        .load()
        .migrate();
    String keys = ChannelKeys.generate("one");
    gateway =
        run(
            GatewayService.application(),
            keys,
            "AWFAR_POSTGRES_HOST=" + database.host(),
            "AWFAR_POSTGRES_PORT=" + database.port(),
            "AWFAR_POSTGRES_DATABASE=" + database.database(),
            "AWFAR_POSTGRES_USER=" + database.user(),
            "AWFAR_POSTGRES_PASSWORD=" + database.password(),
            "AWFAR_GATEWAY_PORT=0",
            "AWFAR_GATEWAY_MANAGEMENT_PORT=0",
            "AWFAR_GATEWAY_BOOTSTRAP_EMAIL=boss@example.com",
            "AWFAR_GATEWAY_BOOTSTRAP_PASSWORD=correct horse battery",
            "AWFAR_GATEWAY_BOOTSTRAP_WORKSPACE_ID=" + WORKSPACE,
            "AWFAR_WHATSAPP_API_URL=" + whatsApp.api());
    ingest =
        run(
            IngestService.application(),
            keys,
            "AWFAR_INGEST_PORT=0",
            "AWFAR_INGEST_MANAGEMENT_PORT=0",
            "AWFAR_INGEST_REHEARSAL_TIME_MAX=0s");
    await().atMost(Duration.ofSeconds(60)).until(ManagedNumberIT::isReady);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          bearer = signIn();
          return !bearer.isEmpty();
        });
    // Until the topic is there and read, the gateway does not know which numbers there are.
    await().atMost(Duration.ofSeconds(30)).until(() -> list().statusCode() == 200);
  }

  @AfterAll
  static void stop() {
    ingest.close();
    gateway.close();
    whatsApp.close();
  }

  @Test
  void aNumberIsReceivedForFromItsCreationToItsDeletionWithoutARestart() throws Exception {
    assertThat(webhook(NUMBER, "secret-1").statusCode()).isEqualTo(401);

    assertThat(
            api(
                    "POST",
                    "",
                    Map.of(
                        "id",
                        NUMBER,
                        "businessAccountId",
                        ACCOUNT,
                        "name",
                        "Sales",
                        "appSecret",
                        "secret-1",
                        "accessToken",
                        TOKEN,
                        "verifyToken",
                        "verify-1"))
                .statusCode())
        .isEqualTo(201);
    awaitAtTheDoor("secret-1", 200);
    assertThat(api("POST", "/" + NUMBER + "/check", Map.of()).body()).contains("\"ok\"", "GREEN");

    var unproven =
        api("PATCH", "/" + NUMBER, Map.of("appSecret", "secret-2", "accessToken", "other"));
    assertThat(unproven.statusCode()).isEqualTo(422);
    assertThat(unproven.body()).contains("\"channel_unproven\"", "\"token_refused\"");
    assertThat(api("PATCH", "/" + NUMBER, Map.of("appSecret", "secret-2")).statusCode())
        .isEqualTo(200);
    awaitAtTheDoor("secret-2", 200);
    awaitAtTheDoor("secret-1", 401);

    assertThat(api("DELETE", "/" + NUMBER, Map.of()).statusCode()).isEqualTo(204);
    awaitAtTheDoor("secret-2", 401);

    var received =
        new CleanTopics(TestKafka.bootstrapServers(), TestRegistry.url()).read(Topics.RAW_EVENTS);
    assertThat(received)
        .filteredOn(record -> record.value().getChannelId().equals(NUMBER))
        .isNotEmpty()
        .allSatisfy(record -> assertThat(record.value().getOwnerId()).hasToString(WORKSPACE));
  }

  @Test
  void aNumberThatWhatsAppDoesNotKnowIsNotManaged() throws Exception {
    var answer =
        api(
            "POST",
            "",
            Map.of(
                "id",
                "9002",
                "businessAccountId",
                ACCOUNT,
                "name",
                "Nobody",
                "accessToken",
                TOKEN));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"unknown_number\"", "\"wrong_account\"");
  }

  @Test
  void aTemplateThatWhatsAppDoesNotHaveOrHoldsIsRefusedBeforeItIsSent() throws Exception {
    assertThat(
            api(
                    "POST",
                    "",
                    Map.of("id", SENDING, "businessAccountId", ACCOUNT, "accessToken", TOKEN))
                .statusCode())
        .isEqualTo(201);

    assertThat(sendTemplate("no_such_offer", "en_US")).contains("\"template_unknown\"");
    assertThat(sendTemplate("hello_world", "ar")).contains("\"template_unknown\"");
    assertThat(sendTemplate("loud_offer", "en_US")).contains("\"template_not_approved\"");
  }

  private static String sendTemplate(String name, String language) throws Exception {
    var answer =
        call(
            "POST",
            "/api/whatsapp/send",
            Map.of(
                "channelId",
                SENDING,
                "to",
                "4915100001",
                "template",
                Map.of("name", name, "language", Map.of("code", language))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    return answer.body();
  }

  private static void awaitAtTheDoor(String secret, int status) {
    await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(webhook(NUMBER, secret).statusCode()).isEqualTo(status));
  }

  private static HttpResponse<String> webhook(String number, String secret) throws Exception {
    byte[] body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[{"value":
        {"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},"messages":
        [{"from":"4915100","id":"wamid.1","type":"text","text":{"body":"hi"}}]},
        "field":"messages"}]}]}
        """
            .formatted(ACCOUNT, number)
            .getBytes(StandardCharsets.UTF_8);
    WebhookClient client = new WebhookClient(url(ingest, "/webhook"), secret);
    return client.answer(body);
  }

  private static HttpResponse<String> api(String method, String path, Map<String, ?> body)
      throws Exception {
    return call(method, "/api/whatsapp/channels" + path, body);
  }

  private static HttpResponse<String> call(String method, String path, Map<String, ?> body)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(url(gateway, path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> list() throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(url(gateway, "/api/whatsapp/channels"))
            .header("Authorization", "Bearer " + bearer)
            .build(),
        BodyHandlers.ofString());
  }

  private static String signIn() throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(url(gateway, "/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"email\":\"boss@example.com\",\"password\":\"correct horse battery\"}"))
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("token").asString("");
  }

  private static boolean isReady() throws Exception {
    URI ready =
        URI.create(
            "http://127.0.0.1:"
                + ingest.getEnvironment().getProperty("local.management.port")
                + "/actuator/health/readiness");
    return HTTP.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding()).statusCode()
        == 200;
  }

  private static URI url(ConfigurableApplicationContext service, String path) {
    return URI.create(
        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
  }

  private static ConfigurableApplicationContext run(
      SpringApplicationBuilder service, String keys, String... settings) {
    return service.run(
        Stream.concat(
                Stream.of(
                    "AWFAR_KAFKA_BOOTSTRAP_SERVERS=" + TestKafka.bootstrapServers(),
                    "AWFAR_KAFKA_REPLICATION_FACTOR=1",
                    "AWFAR_SCHEMA_REGISTRY_URL=" + TestRegistry.url(),
                    "AWFAR_CHANNEL_KEYS=" + keys,
                    "AWFAR_LOG_FORMAT="),
                Stream.of(settings))
            .map(setting -> "--" + setting)
            .toArray(String[]::new));
  }
}
