package io.awfar.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A Kafka broker and controller in this JVM: one node, real, its data in a folder that a later
/// start goes on with.
public final class EmbeddedKafka implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1:";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /// Starts a broker and returns when it accepts clients.
  ///
  /// @throws PortInUseException if one of the ports is taken; the broker itself would end the JVM
  /// @throws IOException if the folder cannot be written
  public static EmbeddedKafka start(Path dir, int port, int controllerPort) throws IOException {
    return start(dir, port, controllerPort, Map.of());
  }

  /// As above, with broker settings of the caller's own.
  public static EmbeddedKafka start(
      Path dir, int port, int controllerPort, Map<String, String> settings) throws IOException {
    for (int needed : List.of(port, controllerPort)) {
      if (!FreePorts.isFree(needed)) {
        throw new PortInUseException("Kafka", needed);
      }
    }
    Files.createDirectories(dir);
    format(dir);
    Map<String, String> all = new HashMap<>(settingsOf(dir, port, controllerPort));
    all.putAll(settings);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(all), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, port);
  }

  /// `host:port` for clients.
  public String bootstrapServers() {
    return LOOPBACK + port;
  }

  /// Stops in order; what was acknowledged is on disk.
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path dir) throws IOException {
    if (Files.exists(dir.resolve("meta.properties"))) {
      return;
    }
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setDirectories(List.of(dir.toString()))
          .setMetadataLogDirectory(dir.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Cannot format " + dir + " for Kafka", e);
    }
  }

  private static Map<String, String> settingsOf(Path dir, int port, int controllerPort) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@" + LOOPBACK + controllerPort),
        Map.entry(
            "listeners",
            "PLAINTEXT://" + LOOPBACK + port + ",CONTROLLER://" + LOOPBACK + controllerPort),
        Map.entry("advertised.listeners", "PLAINTEXT://" + LOOPBACK + port),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("log.dirs", dir.toString()),
        // One node holds the only copy of everything.
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        // The defaults of 50 partitions each cost start-up time and file handles for nothing here.
        Map.entry("offsets.topic.num.partitions", "8"),
        // 31 days: a group that rests finds its place for as long as any topic of ours is kept.
        Map.entry("offsets.retention.minutes", "44640"),
        Map.entry("transaction.state.log.num.partitions", "8"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("auto.create.topics.enable", "false"),
        // A record of 3 MiB of raw payload and its envelope must fit.
        Map.entry("message.max.bytes", "8388608"),
        Map.entry("replica.fetch.max.bytes", "8388608"),
        // 128 MiB of heap by default.
        Map.entry("log.cleaner.dedupe.buffer.size", "8388608"));
  }
}
