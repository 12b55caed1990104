package io.awfar.guarantees.deployment;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs one embedded server until it is told to stop, or whoever started it is gone.
final class ServerMain {

  /// Printed once clients are accepted.
  static final String STARTED = "STARTED";

  private ServerMain() {}

  /// @param arguments `kafka <folder> <port> <controller port> <port for services> <their wire>` or
  ///   `postgres <folder> <port>`
  public static void main(String[] arguments) throws IOException {
    List<Integer> ports = List.of(arguments).stream().skip(2).map(Integer::valueOf).toList();
    Path folder = Path.of(arguments[1]);
    AutoCloseable server =
        switch (arguments[0]) {
          case Broker.NAME ->
              EmbeddedKafka.start(folder, ports.get(0), ports.get(1), brokerSettings(ports));
          case Postgres.NAME -> postgres(folder, ports.get(0));
          default -> throw new IllegalArgumentException("no such server: " + arguments[0]);
        };
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                server.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }));
    System.out.println(STARTED);
    // The pipe ends when the parent does, however that came about.
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  /// Services reach the broker through a wire that can be cut; the broker itself and the
  /// verification do not. It looks for transactions that took too long every second, not every ten,
  /// so that those of a zombie are given up before it wakes up.
  private static Map<String, String> brokerSettings(List<Integer> ports) {
    int own = ports.get(0);
    int controller = ports.get(1);
    int services = ports.get(2);
    int wire = ports.get(3);
    String host = "127.0.0.1:";
    return Map.of(
        "listeners",
        "PLAINTEXT://%1$s%2$d,SERVICES://%1$s%3$d,CONTROLLER://%1$s%4$d"
            .formatted(host, own, services, controller),
        "advertised.listeners",
        "PLAINTEXT://%1$s%2$d,SERVICES://%1$s%3$d".formatted(host, own, wire),
        "inter.broker.listener.name",
        "PLAINTEXT",
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SERVICES:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
        Long.toString(Broker.EXPIRY_CHECK_INTERVAL.toMillis()));
  }

  private static EmbeddedPostgres postgres(Path folder, int port) throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port);
    postgres.createDatabase(Postgres.DATABASE);
    return postgres;
  }
}
