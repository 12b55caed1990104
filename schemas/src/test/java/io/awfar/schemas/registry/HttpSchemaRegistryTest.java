package io.awfar.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awfar.testservers.TestRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HttpSchemaRegistryTest {

  private static final Schema CAT =
      SchemaBuilder.record("Cat").fields().requiredString("name").endRecord();
  private static final Schema CAT_WITH_AGE =
      SchemaBuilder.record("Cat").fields().requiredString("name").requiredInt("age").endRecord();

  private static final Duration UNKNOWN_ID_WAIT = Duration.ofMillis(300);
  private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";
  private static final String KNOWN =
      new ObjectMapper().createObjectNode().put("schema", CAT.toString()).toString();

  private final String subject = "cats-" + UUID.randomUUID();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aSchemaIsRegisteredOnceAndFoundByItsId() {
    try (SchemaRegistry registry = registry(TestRegistry.url());
        SchemaRegistry other = registry(TestRegistry.url())) {
      int id = registry.register(subject, CAT);

      assertThat(other.idOf(subject, CAT)).isEqualTo(id);
      assertThat(other.byId(id)).isEqualTo(CAT);
    }
  }

  @Test
  void anAnswerIsRemembered() {
    answer(200, "{\"id\":7}");
    try (SchemaRegistry registry = registry(url())) {
      assertThat(registry.register(subject, CAT)).isEqualTo(7);
      assertThat(registry.register(subject, CAT)).isEqualTo(7);
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void anIncompatibleSchemaIsRefusedWithTheRegistrysReason() {
    try (SchemaRegistry registry = registry(TestRegistry.url())) {
      registry.register(subject, CAT);

      assertThatThrownBy(() -> registry.register(subject, CAT_WITH_AGE))
          .isInstanceOf(SchemaRefusedException.class)
          .hasMessageContaining(subject)
          .hasMessageContaining("409")
          .hasMessageContaining("Incompatible");
    }
  }

  @Test
  void anUnknownIdIsNotAnOutage() {
    try (SchemaRegistry registry = registry(TestRegistry.url())) {
      assertThatThrownBy(() -> registry.byId(987_654_321))
          .isInstanceOf(UnknownSchemaException.class)
          .hasMessageContaining("987654321");
    }
  }

  @Test
  void anIdThatARegistryLearnsOfLateIsFound() {
    server.createContext(
        "/",
        exchange -> {
          boolean known = requests.incrementAndGet() > 3;
          reply(exchange, known ? 200 : 404, known ? KNOWN : UNKNOWN);
        });
    try (SchemaRegistry registry = registry(url())) {
      assertThat(registry.byId(7)).isEqualTo(CAT);
    }
  }

  @Test
  void anIdThatOnlyTheSecondRegistryHasIsFound() throws IOException {
    answer(404, UNKNOWN);
    HttpServer ahead = answering(200, KNOWN);
    try (SchemaRegistry registry = registry(url() + "," + url(ahead))) {
      assertThat(registry.byId(7)).isEqualTo(CAT);
    } finally {
      ahead.stop(0);
    }
  }

  @Test
  void anIdIsUnknownWhenTheRegistryHasSaidSoForAWhileAndIsNotWaitedForAgain() {
    answer(404, UNKNOWN);
    try (SchemaRegistry registry = registry(url())) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> registry.byId(7)).isInstanceOf(UnknownSchemaException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(UNKNOWN_ID_WAIT);
      int before = requests.get();
      assertThat(before).isGreaterThan(2);

      assertThatThrownBy(() -> registry.byId(7)).isInstanceOf(UnknownSchemaException.class);
      assertThat(requests).hasValue(before + 1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "404 <html>No_such_page</html>",
        "404 {\"error_code\":404,\"message\":\"HTTP_404_Not_Found\"}",
        "404 {\"error_code\":40401,\"message\":\"Subject_not_found\"}",
        "401 {\"error_code\":401,\"message\":\"Unauthorized\"}",
        "403 <html>Forbidden</html>",
        "400 {}",
        "302 {}",
        "500 {\"error_code\":50001}",
        "200 <html>Welcome</html>",
        "200 {}",
        "200 []",
      })
  void anyOtherAnswerAboutAnIdSaysNothingAboutTheRecord(int status, String body) {
    answer(status, body);
    try (SchemaRegistry registry = registry(url())) {
      assertThatThrownBy(() -> registry.byId(7))
          .isInstanceOf(SchemaRegistryUnavailableException.class)
          .hasMessageContaining(url());
    }
    assertThat(requests).hasValue(3);
  }

  @Test
  void noIdIsUnknownWhileOneOfTheRegistriesDoesNotSaySo() throws IOException {
    answer(404, UNKNOWN);
    HttpServer refusing = answering(401, "{}");
    try (SchemaRegistry registry = registry(url() + "," + url(refusing))) {
      assertThatThrownBy(() -> registry.byId(7))
          .isInstanceOf(SchemaRegistryUnavailableException.class);
    } finally {
      refusing.stop(0);
    }
  }

  @Test
  void aRegistryThatIsDownIsTriedAgainAndThenNamed() {
    String url = url();
    server.stop(0);
    try (SchemaRegistry registry = registry(url)) {
      assertThatThrownBy(() -> registry.register(subject, CAT))
          .isInstanceOf(SchemaRegistryUnavailableException.class)
          .hasMessageContaining(url)
          .hasMessageContaining("3 attempts");
    }
  }

  @Test
  void aRegistryThatIsBusyIsTriedAgain() {
    server.createContext(
        "/",
        exchange -> {
          boolean busy = requests.incrementAndGet() < 3;
          byte[] body = (busy ? "busy" : "{\"id\":7}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(busy ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    try (SchemaRegistry registry = registry(url())) {
      assertThat(registry.register(subject, CAT)).isEqualTo(7);
    }
    assertThat(requests).hasValue(3);
  }

  @Test
  void aSecondRegistryStandsInForTheFirst() {
    answer(200, "{\"id\":7}");
    try (SchemaRegistry registry = registry("http://127.0.0.1:1," + url())) {
      assertThat(registry.register(subject, CAT)).isEqualTo(7);
    }
  }

  @Test
  void anAnswerThatIsNotARegistrysIsRefused() {
    answer(200, "<html>Welcome</html>");
    try (SchemaRegistry registry = registry(url())) {
      assertThatThrownBy(() -> registry.register(subject, CAT))
          .isInstanceOf(SchemaRefusedException.class)
          .hasMessageContaining("JSON");
    }
  }

  @Test
  void aRegistryThatNeverAnswersTimesOut() {
    server.createContext("/", exchange -> requests.incrementAndGet());
    RegistrySettings impatient =
        RegistrySettings.of(
            Map.of(RegistrySettings.URL, url(), "http.read.timeout.ms", "200", "max.retries", "0"));
    try (SchemaRegistry registry = new HttpSchemaRegistry(impatient)) {
      assertThatThrownBy(() -> registry.register(subject, CAT))
          .isInstanceOf(SchemaRegistryUnavailableException.class);
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void theUserIsToldToTheRegistry() {
    server.createContext(
        "/",
        exchange -> {
          boolean known =
              "Basic YW5uYTpzZWNyZXQ="
                  .equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    RegistrySettings settings =
        RegistrySettings.of(
            Map.of(RegistrySettings.URL, url(), "basic.auth.user.info", "anna:secret"));
    try (SchemaRegistry registry = new HttpSchemaRegistry(settings)) {
      assertThat(registry.register(subject, CAT)).isEqualTo(7);
    }
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> RegistrySettings.of(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(
            () -> RegistrySettings.of(Map.of(RegistrySettings.URL, "http://x", "max.retries", "a")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max.retries");
  }

  private void answer(int status, String body) {
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          reply(exchange, status, body);
        });
  }

  private static HttpServer answering(int status, String body) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", exchange -> reply(exchange, status, body));
    other.start();
    return other;
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String url() {
    return url(server);
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static SchemaRegistry registry(String urls) {
    RegistrySettings quick =
        RegistrySettings.of(
            Map.of(
                RegistrySettings.URL,
                urls,
                "max.retries",
                "2",
                "retries.wait.ms",
                "10",
                "unknown.id.wait.ms",
                Long.toString(UNKNOWN_ID_WAIT.toMillis())));
    assertThat(quick.retryDelayMin()).isEqualTo(Duration.ofMillis(10));
    return new HttpSchemaRegistry(quick);
  }
}
