package io.awfar.gateway.send;

import static org.awaitility.Awaitility.await;

import io.awfar.embedded.FreePorts;
import io.awfar.gateway.GatewayService;
import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.ServiceProcess;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/// A gateway in a process of its own, which can be killed.
final class GatewayProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServiceProcess process;
  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private GatewayProcess(ServiceProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Starts one and waits until somebody can sign in.
  ///
  /// @param channel a number that the first user's workspace may send from
  static GatewayProcess start(
      TestPostgres.Database database, String bootstrapServers, String channel) throws IOException {
    int port = FreePorts.next();
    ServiceProcess process =
        ServiceProcess.start(
            GatewayService.class,
            Path.of("target", "killed-gateway.log"),
            "--AWFAR_POSTGRES_HOST=" + database.host(),
            "--AWFAR_POSTGRES_PORT=" + database.port(),
            "--AWFAR_POSTGRES_DATABASE=" + database.database(),
            "--AWFAR_POSTGRES_USER=" + database.user(),
            "--AWFAR_POSTGRES_PASSWORD=" + database.password(),
            "--AWFAR_GATEWAY_PORT=" + port,
            "--AWFAR_GATEWAY_MANAGEMENT_PORT=" + FreePorts.next(),
            "--AWFAR_GATEWAY_BOOTSTRAP_EMAIL=" + RunningGateway.EMAIL,
            "--AWFAR_GATEWAY_BOOTSTRAP_PASSWORD=" + RunningGateway.PASSWORD,
            "--AWFAR_GATEWAY_LIMITS=off",
            "--AWFAR_GATEWAY_IDEMPOTENCY_CLAIM_TIME_MAX=2s",
            "--AWFAR_GATEWAY_STATEMENT_TIMEOUT=PT60S",
            "--AWFAR_GATEWAY_SEND_WRITE_TIME_MAX=60s",
            "--AWFAR_KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers,
            "--AWFAR_KAFKA_REPLICATION_FACTOR=1",
            "--AWFAR_SCHEMA_REGISTRY_URL=" + TestRegistry.url(),
            "--AWFAR_CHANNEL_KEYS=" + SendGateway.KEYS,
            "--awfar.ingest.channel.owners." + channel + "=" + RunningGateway.WORKSPACE);
    GatewayProcess gateway = new GatewayProcess(process, "http://127.0.0.1:" + port);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> !gateway.signIn().isEmpty());
    return gateway;
  }

  String signIn() throws IOException, InterruptedException {
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\"}"
            .formatted(RunningGateway.EMAIL, RunningGateway.PASSWORD);
    HttpResponse<String> answer =
        client.send(post("/api/auth/login", body).build(), BodyHandlers.ofString());
    return JsonMapper.shared().readTree(answer.body()).path("token").asString("");
  }

  CompletableFuture<HttpResponse<String>> send(String token, String key, String body) {
    HttpRequest request =
        post("/api/whatsapp/send", body)
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key)
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  /// As `kill -9` does.
  void kill() {
    process.kill();
  }

  @Override
  public void close() {
    kill();
    client.shutdownNow();
  }
}
