package io.awfar.standalone;

/// The TCP ports that a standalone run listens on, each an option of its name.
enum Port {
  GATEWAY("gateway-port", 5000, "REST API for agents"),
  GATEWAY_MANAGEMENT("gateway-management-port", 5001, "metrics and health of gateway-service"),
  WEBHOOK("webhook-port", 5010, "webhooks from WhatsApp"),
  INGEST_MANAGEMENT("ingest-management-port", 5011, "metrics and health of ingest-service"),
  DEDUP_MANAGEMENT("dedup-management-port", 5021, "metrics and health of dedup-stream"),
  PERSISTENCE_MANAGEMENT(
      "persistence-management-port", 5031, "metrics and health of persistence-service"),
  MEDIA("media-port", 5040, "media-service"),
  MEDIA_MANAGEMENT("media-management-port", 5041, "metrics and health of media-service"),
  SIMULATOR("simulator-port", 5050, "WhatsApp's API, played by the simulator"),
  KAFKA("kafka-port", 9092, "Kafka"),
  KAFKA_CONTROLLER("kafka-controller-port", 9093, "Kafka's controller"),
  REGISTRY("registry-port", 8081, "schema registry"),
  REGISTRY_MANAGEMENT("registry-management-port", 8082, "management of the schema registry"),
  POSTGRES("postgres-port", 5432, "PostgreSQL"),
  S3("s3-port", 9001, "S3");

  private final String option;
  private final int standard;
  private final String purpose;

  Port(String option, int standard, String purpose) {
    this.option = option;
    this.standard = standard;
    this.purpose = purpose;
  }

  /// The option's name, without dashes.
  String option() {
    return option;
  }

  /// The number used unless the option says otherwise.
  int standard() {
    return standard;
  }

  String purpose() {
    return purpose;
  }
}
