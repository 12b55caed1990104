package io.awfar.standalone;

import java.util.HashMap;
import java.util.Map;

/// What the services are told in place of environment variables.
final class ServiceSettings {

  /// The workspace of whoever signs in with the first user.
  private static final String WORKSPACE = "00000000-0000-4000-8000-000000000001";

  private ServiceSettings() {}

  static Map<String, Object> of(
      StandaloneOptions options, Credentials credentials, Servers servers, Endpoints endpoints) {
    Map<String, Object> settings = new HashMap<>(fixed(options, credentials, servers, endpoints));
    // Numbers that are known from the start, so that agents may write first.
    AwfarOnOneMachine.PHONE_NUMBER_IDS.forEach(
        id -> settings.put("awfar.ingest.channel.owners." + id, WORKSPACE));
    return settings;
  }

  private static Map<String, Object> fixed(
      StandaloneOptions options, Credentials credentials, Servers servers, Endpoints endpoints) {
    return Map.ofEntries(
        Map.entry("AWFAR_KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers()),
        Map.entry("AWFAR_KAFKA_REPLICATION_FACTOR", "1"),
        Map.entry("AWFAR_SCHEMA_REGISTRY_URL", servers.registry().url().toString()),
        Map.entry("AWFAR_POSTGRES_HOST", servers.postgres().host()),
        Map.entry("AWFAR_POSTGRES_PORT", servers.postgres().port()),
        Map.entry("AWFAR_POSTGRES_DATABASE", Servers.DATABASE),
        Map.entry("AWFAR_POSTGRES_USER", servers.postgres().user()),
        Map.entry("AWFAR_POSTGRES_PASSWORD", "trusted"),
        Map.entry("AWFAR_POSTGRES_READER_USER", Servers.READER),
        Map.entry("AWFAR_POSTGRES_READER_PASSWORD", "trusted"),
        Map.entry("AWFAR_S3_ENDPOINT", servers.s3().endpoint().toString()),
        Map.entry("AWFAR_S3_ACCESS_KEY", credentials.s3AccessKey()),
        Map.entry("AWFAR_S3_SECRET_KEY", credentials.s3SecretKey()),
        Map.entry("AWFAR_WHATSAPP_API_URL", endpoints.http(Port.SIMULATOR).toString()),
        Map.entry("AWFAR_WHATSAPP_APP_SECRET", credentials.appSecret()),
        Map.entry("AWFAR_WHATSAPP_VERIFY_TOKEN", credentials.verifyToken()),
        Map.entry("AWFAR_WHATSAPP_ACCESS_TOKEN", credentials.accessToken()),
        Map.entry("AWFAR_CHANNEL_KEYS", credentials.channelKeys()),
        Map.entry("AWFAR_GATEWAY_BOOTSTRAP_EMAIL", credentials.email()),
        Map.entry("AWFAR_GATEWAY_BOOTSTRAP_PASSWORD", credentials.password()),
        Map.entry("AWFAR_GATEWAY_PORT", options.port(Port.GATEWAY)),
        Map.entry("AWFAR_GATEWAY_MANAGEMENT_PORT", options.port(Port.GATEWAY_MANAGEMENT)),
        // One person who tries things out asks more of it than a person at work.
        Map.entry("AWFAR_GATEWAY_LIMITS", "off"),
        // Whoever tries out registering gets a workspace of their own.
        Map.entry("AWFAR_GATEWAY_REGISTRATION", "open"),
        Map.entry("AWFAR_INGEST_PORT", options.port(Port.WEBHOOK)),
        Map.entry("AWFAR_INGEST_MANAGEMENT_PORT", options.port(Port.INGEST_MANAGEMENT)),
        // To be tried soon matters more here than to be fast at once.
        Map.entry("AWFAR_INGEST_REHEARSAL_TIME_MAX", "0s"),
        Map.entry("AWFAR_DEDUP_MANAGEMENT_PORT", options.port(Port.DEDUP_MANAGEMENT)),
        // The same names each time: a successor need not wait until a killed run is given up.
        Map.entry("AWFAR_DEDUP_INSTANCE_ID", "standalone"),
        Map.entry("AWFAR_PERSISTENCE_INSTANCE_ID", "standalone"),
        Map.entry("AWFAR_MEDIA_INSTANCE", "standalone"),
        Map.entry("AWFAR_PERSISTENCE_MANAGEMENT_PORT", options.port(Port.PERSISTENCE_MANAGEMENT)),
        Map.entry("AWFAR_MEDIA_PORT", options.port(Port.MEDIA)),
        Map.entry("AWFAR_MEDIA_URL", endpoints.http(Port.MEDIA).toString()),
        Map.entry(
            "AWFAR_MEDIA_JWKS_URL",
            endpoints.http(Port.GATEWAY).resolve("/.well-known/jwks.json").toString()),
        Map.entry("AWFAR_MEDIA_SPOOL_FOLDER", options.data().resolve("spool").toString()),
        Map.entry("AWFAR_MEDIA_MANAGEMENT_PORT", options.port(Port.MEDIA_MANAGEMENT)),
        // Logs go to the file that this process set up, as people read them.
        Map.entry("AWFAR_LOG_FORMAT", ""));
  }
}
