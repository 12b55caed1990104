package io.awfar.media;

import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.testservers.TestS3;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The service as it runs in production, on the servers of the tests and with short waits.
public final class RunningService implements AutoCloseable {

  public static final String BUCKET = "media-service-test";

  static {
    // Machines that are busy with something else.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static RunningService start(PlayedApi api, Path spool) {
    return start(api, spool, Map.of());
  }

  public static RunningService start(
      PlayedApi api, Path spool, Map<String, String> settings, Class<?>... sources) {
    SpringApplicationBuilder application = MediaService.application().sources(sources);
    return new RunningService(application.run(arguments(api, spool, settings)));
  }

  /// What the service is started with.
  public static String[] arguments(PlayedApi api, Path spool, Map<String, String> settings) {
    TestS3 s3 = TestS3.start();
    Map<String, String> all = new HashMap<>();
    all.put("AWFAR_MEDIA_INSTANCE", "test");
    all.put("AWFAR_MEDIA_PORT", "0");
    all.put("AWFAR_MEDIA_MANAGEMENT_PORT", "0");
    all.put("AWFAR_LOG_FORMAT", "");
    all.put("AWFAR_KAFKA_BOOTSTRAP_SERVERS", TestKafka.bootstrapServers());
    all.put("AWFAR_SCHEMA_REGISTRY_URL", TestRegistry.url());
    all.put("AWFAR_WHATSAPP_API_URL", api.url());
    all.put("AWFAR_WHATSAPP_ACCESS_TOKEN", PlayedApi.TOKEN);
    all.put("AWFAR_S3_ENDPOINT", s3.endpoint().toString());
    all.put("AWFAR_S3_ACCESS_KEY", s3.accessKey());
    all.put("AWFAR_S3_SECRET_KEY", s3.secretKey());
    all.put("AWFAR_S3_BUCKET", BUCKET);
    all.put("AWFAR_MEDIA_SPOOL_FOLDER", spool.toString());
    all.put("AWFAR_MEDIA_FILE_SIZE_MAX", "1MB");
    all.put("AWFAR_MEDIA_ATTEMPTS_MAX", "3");
    all.put("AWFAR_MEDIA_ATTEMPT_DELAY_MIN", "20ms");
    all.put("AWFAR_MEDIA_ATTEMPT_DELAY_MAX", "40ms");
    all.put("AWFAR_MEDIA_BYTES_IN_FLIGHT_MAX", "8MB");
    all.put("AWFAR_MEDIA_RETRY_DELAYS", "200ms,200ms,200ms");
    all.put("AWFAR_MEDIA_LANE_LOOK_INTERVAL", "100ms");
    all.put("AWFAR_MEDIA_OUTAGE_DELAY_MIN", "20ms");
    all.put("AWFAR_MEDIA_OUTAGE_DELAY_MAX", "100ms");
    all.putAll(settings);
    return all.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }

  /// The answer of a management endpoint.
  public HttpResponse<String> actuator(String path) throws Exception {
    String port = context.getEnvironment().getProperty("local.management.port");
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
            .build(),
        BodyHandlers.ofString());
  }

  /// Where the service takes requests.
  public int port() {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
  }

  public int readiness() throws Exception {
    return actuator("health/readiness").statusCode();
  }

  public int liveness() throws Exception {
    return actuator("health/liveness").statusCode();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /// Settings of a Kafka client of a test.
  public static Map<String, Object> kafka() {
    return Map.of(
        "bootstrap.servers",
        TestKafka.bootstrapServers(),
        "schema.registry.url",
        TestRegistry.url());
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }
}
