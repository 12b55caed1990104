package io.awfar.gateway;

import io.awfar.testservers.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient;

/// A gateway on ports and a database of its own, as `main` starts it.
public final class RunningGateway implements AutoCloseable {

  public static final String EMAIL = "boss@example.com";
  public static final String PASSWORD = "correct horse battery";
  public static final String WORKSPACE = "00000000-0000-4000-8000-000000000001";

  private final ConfigurableApplicationContext context;
  private String token;

  private RunningGateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static {
    // A gateway that is closed at once may be building its document still, on a thread that no test
    // waits for.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  /// Starts on a database that has all tables, and waits until ready.
  public static RunningGateway ready(TestPostgres.Database database, String... more) {
    migrateWhatsAppTables(database);
    RunningGateway gateway = start(database, more);
    gateway.awaitReady();
    return gateway;
  }

  /// @param more settings as `--NAME=value`, which take the place of those of all tests
  public static RunningGateway start(TestPostgres.Database database, String... more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("AWFAR_POSTGRES_HOST", database.host());
    settings.put("AWFAR_POSTGRES_PORT", Integer.toString(database.port()));
    settings.put("AWFAR_POSTGRES_DATABASE", database.database());
    settings.put("AWFAR_POSTGRES_USER", database.user());
    settings.put("AWFAR_POSTGRES_PASSWORD", database.password());
    settings.put("AWFAR_GATEWAY_PORT", "0");
    settings.put("AWFAR_GATEWAY_MANAGEMENT_PORT", "0");
    settings.put("AWFAR_GATEWAY_BOOTSTRAP_EMAIL", EMAIL);
    settings.put("AWFAR_GATEWAY_BOOTSTRAP_PASSWORD", PASSWORD);
    settings.put("AWFAR_LOG_FORMAT", "");
    // Tests ask more often than the defaults allow, and are to say only what went wrong.
    settings.put("AWFAR_GATEWAY_LIMITS", "off");
    settings.put("AWFAR_GATEWAY_ACCESS_LOG", "off");
    // Tests share the topic of channels, and each has a secret of its own.
    settings.put("AWFAR_GATEWAY_APP_SECRETS_MAX", "1000");
    for (String argument : more) {
      String[] nameAndValue = argument.substring("--".length()).split("=", 2);
      settings.put(nameAndValue[0], nameAndValue[1]);
    }
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new RunningGateway(GatewayService.application().run(arguments));
  }

  /// Makes the tables that persistence-service owns, from its own migrations.
  public static void migrateWhatsAppTables(TestPostgres.Database database) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations(
            "filesystem:" + Path.of("../persistence-service/src/main/resources/db/persistence"),
            "filesystem:" + Path.of("../persistence-service/src/main/resources/db/search/on"))
        .table("flyway_schema_history_persistence")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  public WebTestClient api() {
    return client("local.server.port");
  }

  /// The API with the bootstrap user's token.
  public WebTestClient signedInApi() {
    if (token == null) {
      token = signIn(EMAIL, PASSWORD);
    }
    return withToken(token);
  }

  public WebTestClient withToken(String bearer) {
    return api().mutate().defaultHeaders(headers -> headers.setBearerAuth(bearer)).build();
  }

  public String signIn(String email, String password) {
    return (String)
        api()
            .post()
            .uri("/api/auth/login")
            .bodyValue(Map.of("email", email, "password", password))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
            .returnResult()
            .getResponseBody()
            .get("token");
  }

  public WebTestClient management() {
    return client("local.management.port");
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public int readinessStatus() {
    return management()
        .get()
        .uri("/actuator/health/readiness")
        .exchange()
        .expectBody(String.class)
        .returnResult()
        .getStatus()
        .value();
  }

  /// Waits until the first user can sign in, which needs no table of persistence-service.
  public void awaitSignIn() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            management()
                .get()
                .uri("/actuator/health/auth")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .is2xxSuccessful());
  }

  public void awaitReady() {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> readinessStatus() == 200);
  }

  /// Where the API is, for URIs that must reach it as they are written.
  public String url() {
    return url("local.server.port");
  }

  private WebTestClient client(String portProperty) {
    return WebTestClient.bindToServer()
        .baseUrl(url(portProperty))
        // A page of metrics is long.
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
        .responseTimeout(Duration.ofSeconds(20))
        .build();
  }

  private String url(String portProperty) {
    return "http://localhost:" + context.getEnvironment().getProperty(portProperty);
  }

  @Override
  public void close() {
    context.close();
  }
}
