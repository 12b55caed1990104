package io.awfar.guarantees.deployment;

/// A service and how many instances of it run.
public enum Service {
  INGEST("ingest-service", 1, 192),
  DEDUP("dedup-stream", 2, 192),
  PERSISTENCE("persistence-service", 2, 192),
  MEDIA("media-service", 1, 160),
  GATEWAY("gateway-service", 1, 160);

  private final String module;
  private final int instances;
  private final int heapMegabytesMax;

  Service(String module, int instances, int heapMegabytesMax) {
    this.module = module;
    this.instances = instances;
    this.heapMegabytesMax = heapMegabytesMax;
  }

  /// The folder of its module, which is its name.
  public String module() {
    return module;
  }

  int instances() {
    return instances;
  }

  int heapMegabytesMax() {
    return heapMegabytesMax;
  }
}
