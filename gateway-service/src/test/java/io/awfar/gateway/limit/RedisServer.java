package io.awfar.gateway.limit;

import io.awfar.embedded.FreePorts;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/// A Redis that can be killed, held up and started again, on the same port and empty.
final class RedisServer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
  private static final String PASSWORD = "redis-password";

  private final int port = FreePorts.next();
  private Process process;

  private RedisServer() {
    start();
  }

  /// Ends the test as skipped if there is no Redis to start.
  static RedisServer startOrSkip() {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM),
        "SKIPPED: limits of several gateways are not tested, for there is no "
            + PROGRAM
            + " (Debian: apt-get install redis-server)");
    return new RedisServer();
  }

  String url() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port + "/0";
  }

  void start() {
    try {
      process =
          new ProcessBuilder(
                  PROGRAM.toString(),
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--requirepass",
                  PASSWORD,
                  "--save",
                  "",
                  "--appendonly",
                  "no")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Awaitility.await().ignoreExceptions().until(() -> ask(RedisCommands::ping).equals("PONG"));
  }

  void kill() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// It keeps its connections and answers nothing.
  void holdUp() {
    signal("-STOP");
  }

  void letGoOn() {
    signal("-CONT");
  }

  <T> T ask(Function<RedisCommands<String, String>, T> question) {
    try (RedisClient client = RedisClient.create(RedisURI.create(url()));
        var connection = client.connect()) {
      return question.apply(connection.sync());
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
