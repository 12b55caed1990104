package io.awfar.standalone;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the parts of a standalone run are reached.
final class Endpoints {

  private final StandaloneOptions options;

  Endpoints(StandaloneOptions options) {
    this.options = options;
  }

  URI http(Port port) {
    return URI.create("http://localhost:" + options.port(port));
  }

  URI webhook() {
    return http(Port.WEBHOOK).resolve("/webhook");
  }

  String postgres(String user) {
    return "postgresql://%s@localhost:%d/%s"
        .formatted(user, options.port(Port.POSTGRES), Servers.DATABASE);
  }

  /// The management port of each service, by its name.
  Map<String, URI> management() {
    Map<String, URI> management = new LinkedHashMap<>();
    management.put("ingest-service", http(Port.INGEST_MANAGEMENT));
    management.put("dedup-stream", http(Port.DEDUP_MANAGEMENT));
    management.put("persistence-service", http(Port.PERSISTENCE_MANAGEMENT));
    management.put("media-service", http(Port.MEDIA_MANAGEMENT));
    management.put("gateway-service", http(Port.GATEWAY_MANAGEMENT));
    return management;
  }
}
