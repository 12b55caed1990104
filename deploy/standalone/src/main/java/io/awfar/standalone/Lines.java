package io.awfar.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// The lines on standard output that people and programs read.
final class Lines {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String METRICS_PATH = "/actuator/prometheus";

  private Lines() {}

  /// `READY {...}`: all is up, and where.
  static String ready(AwfarOnOneMachine awfar) {
    Endpoints endpoints = awfar.endpoints();
    Credentials credentials = awfar.credentials();
    Map<String, Object> ready = new LinkedHashMap<>();
    ready.put("gateway", endpoints.http(Port.GATEWAY));
    ready.put("webhook", endpoints.webhook());
    ready.put("appSecret", credentials.appSecret());
    ready.put("verifyToken", credentials.verifyToken());
    ready.put("phoneNumberId", AwfarOnOneMachine.PHONE_NUMBER_IDS.getFirst());
    ready.put("kafka", awfar.servers().kafka().bootstrapServers());
    ready.put("registry", awfar.servers().registry().url());
    ready.put("postgres", endpoints.postgres(awfar.servers().postgres().user()));
    ready.put("s3", awfar.servers().s3().endpoint());
    ready.put("s3AccessKey", credentials.s3AccessKey());
    ready.put("s3SecretKey", credentials.s3SecretKey());
    ready.put("whatsappApi", endpoints.http(Port.SIMULATOR));
    ready.put("accessToken", credentials.accessToken());
    ready.put("email", credentials.email());
    ready.put("password", credentials.password());
    Map<String, Object> metrics = new LinkedHashMap<>();
    endpoints.management().forEach((name, uri) -> metrics.put(name, uri.resolve(METRICS_PATH)));
    ready.put("metrics", metrics);
    return "READY " + json(ready);
  }

  /// The same for people.
  static String summary(AwfarOnOneMachine awfar) {
    Endpoints endpoints = awfar.endpoints();
    Credentials credentials = awfar.credentials();
    String metrics =
        endpoints.management().entrySet().stream()
            .map(service ->
                "%s %s".formatted(service.getKey(), service.getValue().resolve(METRICS_PATH)))
            .collect(Collectors.joining("\n              "));
    return """

      REST API    %s  (documentation: %s)
      sign in as  %s  with  %s
      webhook     %s
      Kafka       %s  with the schema registry %s
      PostgreSQL  %s
      S3          %s
      metrics     %s
    """
        .formatted(
            endpoints.http(Port.GATEWAY),
            endpoints.http(Port.GATEWAY).resolve("/swagger-ui.html"),
            credentials.email(),
            credentials.password(),
            endpoints.webhook(),
            awfar.servers().kafka().bootstrapServers(),
            awfar.servers().registry().url(),
            endpoints.postgres(awfar.servers().postgres().user()),
            awfar.servers().s3().endpoint(),
            metrics);
  }

  /// The live line.
  static String live(Totals now, long eventsPerSecond) {
    return "received %,d | unique %,d | duplicates %,d | stored %,d | media %,d | %,d events/s | lag %,d"
        .formatted(
            now.received(),
            now.published(),
            now.duplicates(),
            now.stored(),
            now.media(),
            eventsPerSecond,
            now.lag());
  }

  /// `REPORT {...}`: the final account.
  static String report(Totals totals) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("received", totals.received());
    report.put("published", totals.published());
    report.put("duplicates", totals.duplicates());
    report.put("quarantined", totals.quarantined());
    report.put("stored", totals.stored());
    report.put("media", totals.media());
    return "REPORT " + json(report);
  }

  private static String json(Map<String, Object> values) {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach((name, value) -> plain.put(name, plain(value)));
    return JSON.writeValueAsString(plain);
  }

  private static Object plain(Object value) {
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner)));
      return plain;
    }
    return value.toString();
  }
}
