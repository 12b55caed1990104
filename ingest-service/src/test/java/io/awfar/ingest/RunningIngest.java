package io.awfar.ingest;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.ConfigurableApplicationContext;

/// The service as it runs in production, on free ports, and a client for it.
final class RunningIngest implements AutoCloseable {

  static final String SECRET = "test-app-secret";
  static final String OLD_SECRET = "test-app-secret-before-rotation";
  static final String VERIFY_TOKEN = "test-verify-token";

  /// What the simulator expects.
  static final String TOKEN = "awfar.ingest.send.access-token=simulator-access-token";

  private static final String NOT_SENDING = "awfar.ingest.send.enabled=false";

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningIngest(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// Without its sending side.
  static RunningIngest start(String bootstrapServers, String registryUrl, String... properties) {
    return run(
        bootstrapServers,
        registryUrl,
        Stream.of(
                Stream.of("awfar.ingest.rehearsal.time-max=0s", NOT_SENDING),
                secrets(),
                Stream.of(properties))
            .flatMap(stream -> stream));
  }

  /// With its sending side and short waits.
  static RunningIngest startSending(
      String bootstrapServers, String registryUrl, String... properties) {
    return run(
        bootstrapServers,
        registryUrl,
        Stream.of(
                Stream.of(
                    "awfar.ingest.rehearsal.time-max=0s",
                    "awfar.ingest.send.retry-delay-min=50ms",
                    "awfar.ingest.send.chat-delay=200ms",
                    "awfar.ingest.send.doubt-time-max=2s"),
                secrets(),
                Stream.of(properties))
            .flatMap(stream -> stream));
  }

  /// Without secrets of its own: all that it knows, it knows from managed numbers.
  static RunningIngest startManaged(String bootstrapServers, String registryUrl, String keys) {
    return run(
        bootstrapServers,
        registryUrl,
        Stream.of("awfar.ingest.rehearsal.time-max=0s", NOT_SENDING, "AWFAR_CHANNEL_KEYS=" + keys));
  }

  private static RunningIngest run(
      String bootstrapServers, String registryUrl, Stream<String> properties) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "server.port=0",
                    "management.server.port=0",
                    "spring.kafka.bootstrap-servers=" + bootstrapServers,
                    "spring.kafka.properties.schema.registry.url=" + registryUrl,
                    "spring.kafka.properties.max.retries=0",
                    "awfar.ingest.publish.replication-factor=1",
                    "logging.structured.format.console=",
                    "logging.level.root=warn"),
                properties)
            .map(property -> "--" + property)
            .toList();
    return new RunningIngest(IngestService.application().run(arguments.toArray(String[]::new)));
  }

  /// With the rehearsal that others go without.
  static RunningIngest startRehearsing(String bootstrapServers, String registryUrl, Duration time) {
    return run(
        bootstrapServers,
        registryUrl,
        Stream.concat(
            Stream.of("awfar.ingest.rehearsal.time-max=" + time, NOT_SENDING), secrets()));
  }

  private static Stream<String> secrets() {
    return Stream.of(
        "awfar.ingest.webhook.app-secrets=" + SECRET + "," + OLD_SECRET,
        "awfar.ingest.webhook.verify-token=" + VERIFY_TOKEN);
  }

  RunningIngest awaitReady() {
    await().atMost(Duration.ofSeconds(60)).until(() -> management("health/readiness") == 200);
    return this;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  URI url(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", int.class);
  }

  /// The status of an actuator endpoint.
  int management(String endpoint) throws IOException, InterruptedException {
    return actuator(endpoint).statusCode();
  }

  HttpResponse<String> actuator(String endpoint) throws IOException, InterruptedException {
    return send(get(managementUrl("/actuator/" + endpoint)));
  }

  URI managementUrl(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.management.port");
    return URI.create("http://localhost:" + port + path);
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return post(bytes, signature(bytes, SECRET));
  }

  HttpResponse<String> post(byte[] body, String signature)
      throws IOException, InterruptedException {
    return send(request(body, signature));
  }

  CompletableFuture<HttpResponse<String>> postLater(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return http.sendAsync(request(bytes, signature(bytes, SECRET)), BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  static HttpRequest get(URI url) {
    return HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20)).build();
  }

  static String signature(byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As when the process is told to end.
  void stop() {
    context.close();
  }

  @Override
  public void close() {
    http.shutdownNow();
    stop();
  }

  private HttpRequest request(byte[] body, String signature) {
    return HttpRequest.newBuilder(url("/webhook"))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header("X-Hub-Signature-256", signature)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }
}
