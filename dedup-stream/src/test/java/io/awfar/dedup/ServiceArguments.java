package io.awfar.dedup;

/// Command lines that fit tests: short time-outs, no ECS logs.
final class ServiceArguments {

  private ServiceArguments() {}

  static String[] of(String bootstrapServers, String registryUrl, int port) {
    return of(bootstrapServers, registryUrl, port, "it", 0);
  }

  static String[] of(
      String bootstrapServers,
      String registryUrl,
      int port,
      String instanceId,
      int standbyReplicas) {
    return new String[] {
      "--spring.kafka.bootstrap-servers=" + bootstrapServers,
      "--spring.kafka.properties.[schema.registry.url]=" + registryUrl,
      // Small waits: a registry that is down shows at once.
      "--spring.kafka.properties.[max.retries]=1",
      "--spring.kafka.properties.[retries.wait.ms]=20",
      "--spring.kafka.streams.properties.[producer.transaction.timeout.ms]=4000",
      "--awfar.dedup.instance-id=" + instanceId,
      "--awfar.dedup.standby-replicas=" + standbyReplicas,
      "--awfar.dedup.session-timeout=6s",
      "--awfar.dedup.retry-delay-min=50ms",
      "--awfar.dedup.retry-delay-max=400ms",
      "--server.port=" + port,
      "--logging.structured.format.console=",
      "--logging.level.root=error",
      "--logging.level.io.awfar=error",
      "--logging.level.org.apache.kafka=off"
    };
  }
}
