package io.awfar.standalone;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.EmbeddedPostgres;
import io.awfar.embedded.EmbeddedRegistry;
import io.awfar.embedded.EmbeddedS3;
import io.awfar.embedded.PortInUseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The four servers that the services need, started side by side.
final class Servers implements AutoCloseable {

  /// The database of the services.
  static final String DATABASE = "awfar";

  /// The role by which the gateway reads.
  static final String READER = "awfar_gateway_reader";

  private static final Logger log = LoggerFactory.getLogger(Servers.class);

  private final EmbeddedKafka kafka;
  private final EmbeddedRegistry registry;
  private final EmbeddedPostgres postgres;
  private final EmbeddedS3 s3;

  private Servers(
      EmbeddedKafka kafka, EmbeddedRegistry registry, EmbeddedPostgres postgres, EmbeddedS3 s3) {
    this.kafka = kafka;
    this.registry = registry;
    this.postgres = postgres;
    this.s3 = s3;
  }

  /// Starts all and returns when all accept clients; when one fails, none is left running.
  ///
  /// @throws StartFailure if one does not start
  static Servers start(StandaloneOptions options, Credentials credentials) {
    Path data = options.data();
    List<AutoCloseable> started = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Future<EmbeddedRegistry> registry =
          threads.submit(() ->
              EmbeddedRegistry.start(
                  registryHome(),
                  data.resolve("registry"),
                  options.port(Port.REGISTRY),
                  options.port(Port.REGISTRY_MANAGEMENT)));
      Future<EmbeddedPostgres> postgres =
          threads.submit(() -> postgres(data.resolve("postgres"), options.port(Port.POSTGRES)));
      Future<EmbeddedKafka> kafka =
          threads.submit(() ->
              EmbeddedKafka.start(
                  data.resolve("kafka"),
                  options.port(Port.KAFKA),
                  options.port(Port.KAFKA_CONTROLLER)));
      Future<EmbeddedS3> s3 =
          threads.submit(() ->
              EmbeddedS3.start(
                  data.resolve("s3"),
                  options.port(Port.S3),
                  credentials.s3AccessKey(),
                  credentials.s3SecretKey()));
      List<Callable<AutoCloseable>> waits =
          List.of(registry::get, postgres::get, kafka::get, s3::get);
      StartFailure failure = null;
      for (Callable<AutoCloseable> wait : waits) {
        try {
          started.add(wait.call());
        } catch (ExecutionException e) {
          Throwable cause = e.getCause() == null ? e : e.getCause();
          log.error("A server did not start", cause);
          failure =
              cause instanceof PortInUseException busy
                  ? BusyPorts.inUse(options, busy.port())
                  : new StartFailure(String.valueOf(cause.getMessage()), cause);
        }
      }
      if (failure != null) {
        throw failure;
      }
      return new Servers(kafka.get(), registry.get(), postgres.get(), s3.get());
    } catch (StartFailure e) {
      started.forEach(Servers::closeQuietly);
      throw e;
    } catch (Exception e) {
      started.forEach(Servers::closeQuietly);
      throw new StartFailure("The servers do not start: " + e.getMessage(), e);
    }
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  EmbeddedRegistry registry() {
    return registry;
  }

  EmbeddedPostgres postgres() {
    return postgres;
  }

  EmbeddedS3 s3() {
    return s3;
  }

  @Override
  public void close() {
    List.<AutoCloseable>of(s3, registry, kafka, postgres).forEach(Servers::closeQuietly);
  }

  private static EmbeddedPostgres postgres(Path dir, int port) throws java.io.IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, port);
    postgres.createDatabase(DATABASE);
    postgres.createReader(READER);
    return postgres;
  }

  private static Path registryHome() {
    String home = System.getProperty("awfar.registry.home");
    if (home == null) {
      throw new StartFailure(
          "System property awfar.registry.home is not set; use deploy/standalone/run.");
    }
    return Path.of(home);
  }

  private static void closeQuietly(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      log.warn("A server does not stop in order", e);
    }
  }
}
