package io.awfar.guarantees.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Kafka broker: one node, whose data outlives its process.
public final class Broker {

  /// How long a transaction that took too long can stay open.
  public static final Duration EXPIRY_CHECK_INTERVAL = Duration.ofSeconds(1);

  static final String NAME = "kafka";

  private static final int HEAP_MEGABYTES_MAX = 384;

  private final Path folder;
  private final Path logs;
  private final Ports ports;
  private @Nullable ServerProcess process;

  Broker(Path data, Path logs, Ports ports) {
    this.folder = data.resolve(NAME);
    this.logs = logs;
    this.ports = ports;
  }

  /// Where to reach it without the wire of the services.
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.broker();
  }

  /// Returns when it accepts clients.
  public synchronized void start() throws IOException {
    List<String> arguments =
        Stream.of(
                folder,
                ports.broker(),
                ports.controller(),
                ports.brokerForServices(),
                ports.brokerWire())
            .map(Object::toString)
            .toList();
    process = ServerProcess.start(NAME, logs, HEAP_MEGABYTES_MAX, arguments);
  }

  /// Stops it in order, or kills it if that takes too long.
  ///
  /// @return false if it was killed
  public synchronized boolean stop() throws InterruptedException {
    if (process == null || process.stop()) {
      return true;
    }
    process.kill();
    return false;
  }

  public synchronized void kill() throws InterruptedException {
    if (process != null) {
      process.kill();
    }
  }
}
