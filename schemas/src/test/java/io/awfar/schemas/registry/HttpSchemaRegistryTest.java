package io.awfar.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

@Timeout(20)
class HttpSchemaRegistryTest {

  private static final Schema CAT =
      SchemaBuilder.record("Cat").fields().requiredString("name").endRecord();
  private static final Schema CAT_WITH_AGE =
      SchemaBuilder.record("Cat").fields().requiredString("name").requiredInt("age").endRecord();

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
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static SchemaRegistry registry(String urls) {
    RegistrySettings quick =
        RegistrySettings.of(
            Map.of(RegistrySettings.URL, urls, "max.retries", "2", "retries.wait.ms", "10"));
    assertThat(quick.retryDelayMin()).isEqualTo(Duration.ofMillis(10));
    return new HttpSchemaRegistry(quick);
  }
}
