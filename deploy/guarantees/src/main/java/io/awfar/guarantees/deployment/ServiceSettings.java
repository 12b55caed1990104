package io.awfar.guarantees.deployment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The environment variables of the services.
public final class ServiceSettings {

  /// How long an instance keeps its partitions without a sign of life. Shorter than the services'
  /// own, so that more zombies wake up in a minute.
  public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(8);

  /// How long a transaction of persistence-service or media-service stays open with nobody at work
  /// on it; shorter than their own for the same reason. Those of dedup-stream are Kafka Streams'.
  public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(8);

  /// Most records of one poll of persistence-service. A transaction takes further polls only while
  /// at least as many are waiting: its own 8,000 never are at the rate of a run.
  public static final int POLL_RECORDS_MAX = 10;

  /// The 25 polls of its own settings.
  private static final int TRANSACTION_RECORDS_MAX = 25 * POLL_RECORDS_MAX;

  private final Ports ports;
  private final String registryUrl;

  ServiceSettings(Ports ports, String registryUrl) {
    this.ports = ports;
    this.registryUrl = registryUrl;
  }

  /// @param state the folder that the instance may write to
  Map<String, String> of(Instance instance, Path state) {
    Map<String, String> settings = new HashMap<>(shared());
    String serving = Integer.toString(ports.servingOf(instance));
    String management = Integer.toString(ports.managementOf(instance));
    settings.putAll(
        switch (instance.service()) {
          case INGEST ->
              Map.of(
                  "AWFAR_INGEST_PORT",
                  serving,
                  "AWFAR_INGEST_MANAGEMENT_PORT",
                  management,
                  // It is killed too often to get warm each time.
                  "AWFAR_INGEST_REHEARSAL_TIME_MAX",
                  "0s");
          case DEDUP ->
              Map.of(
                  "AWFAR_DEDUP_MANAGEMENT_PORT",
                  management,
                  "AWFAR_DEDUP_INSTANCE_ID",
                  instance.toString(),
                  "AWFAR_DEDUP_STANDBYREPLICAS",
                  "1",
                  "AWFAR_DEDUP_SESSIONTIMEOUT",
                  SESSION_TIMEOUT.toMillis() + "ms");
          case PERSISTENCE ->
              Map.of(
                  "AWFAR_PERSISTENCE_MANAGEMENT_PORT",
                  management,
                  "AWFAR_PERSISTENCE_TRANSACTION_TIME_MAX",
                  TRANSACTION_TIMEOUT.toMillis() + "ms",
                  "AWFAR_PERSISTENCE_BATCH_RECORDS_MAX",
                  Integer.toString(POLL_RECORDS_MAX),
                  "AWFAR_PERSISTENCE_TRANSACTION_RECORDS_MAX",
                  Integer.toString(TRANSACTION_RECORDS_MAX),
                  "SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS",
                  Long.toString(SESSION_TIMEOUT.toMillis()));
          case MEDIA ->
              Map.of(
                  "AWFAR_MEDIA_PORT",
                  serving,
                  "AWFAR_MEDIA_MANAGEMENT_PORT",
                  management,
                  "AWFAR_MEDIA_INSTANCE",
                  instance.toString(),
                  "AWFAR_MEDIA_SPOOL_FOLDER",
                  state.toString(),
                  // A run does not wait for hours.
                  "AWFAR_MEDIA_RETRY_DELAYS",
                  "1s,3s,10s",
                  "SPRING_KAFKA_PRODUCER_PROPERTIES_TRANSACTION_TIMEOUT_MS",
                  Long.toString(TRANSACTION_TIMEOUT.toMillis()),
                  "SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS",
                  Long.toString(SESSION_TIMEOUT.toMillis()));
          case GATEWAY ->
              Map.of(
                  "AWFAR_GATEWAY_PORT",
                  serving,
                  "AWFAR_GATEWAY_MANAGEMENT_PORT",
                  management,
                  "AWFAR_GATEWAY_BOOTSTRAP_EMAIL",
                  "guarantees@awfar.example",
                  "AWFAR_GATEWAY_BOOTSTRAP_PASSWORD",
                  Secrets.APP_SECRET);
        });
    return settings;
  }

  private Map<String, String> shared() {
    return Map.ofEntries(
        Map.entry("AWFAR_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.brokerWire()),
        Map.entry("AWFAR_KAFKA_REPLICATION_FACTOR", "1"),
        Map.entry("AWFAR_SCHEMA_REGISTRY_URL", registryUrl),
        Map.entry("AWFAR_POSTGRES_HOST", "127.0.0.1"),
        Map.entry("AWFAR_POSTGRES_PORT", Integer.toString(ports.postgresWire())),
        Map.entry("AWFAR_POSTGRES_DATABASE", Postgres.DATABASE),
        Map.entry("AWFAR_POSTGRES_USER", Postgres.USER),
        Map.entry("AWFAR_POSTGRES_PASSWORD", Secrets.POSTGRES_PASSWORD),
        Map.entry("AWFAR_S3_ENDPOINT", "http://127.0.0.1:" + ports.s3()),
        Map.entry("AWFAR_S3_ACCESS_KEY", Secrets.S3_ACCESS_KEY),
        Map.entry("AWFAR_S3_SECRET_KEY", Secrets.S3_SECRET_KEY),
        Map.entry("AWFAR_WHATSAPP_API_URL", "http://127.0.0.1:" + ports.whatsApp()),
        Map.entry("AWFAR_WHATSAPP_APP_SECRET", Secrets.APP_SECRET),
        Map.entry("AWFAR_WHATSAPP_VERIFY_TOKEN", Secrets.VERIFY_TOKEN),
        Map.entry("AWFAR_WHATSAPP_ACCESS_TOKEN", Secrets.ACCESS_TOKEN),
        Map.entry("AWFAR_LOG_FORMAT", ""));
  }
}
