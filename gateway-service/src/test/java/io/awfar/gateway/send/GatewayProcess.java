package io.awfar.gateway.send;

import static org.awaitility.Awaitility.await;

import io.awfar.embedded.FreePorts;
import io.awfar.gateway.GatewayService;
import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/// A gateway in a process of its own, which can be killed.
final class GatewayProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private GatewayProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Starts one and waits until somebody can sign in.
  ///
  /// @param channel a number that the first user's workspace may send from
  static GatewayProcess start(
      TestPostgres.Database database, String bootstrapServers, String channel) throws IOException {
    int port = FreePorts.next();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                GatewayService.class.getName(),
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
                "--awfar.ingest.channel.owners." + channel + "=" + RunningGateway.WORKSPACE));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-gateway.log")))
            .start();
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
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    client.shutdownNow();
  }
}
