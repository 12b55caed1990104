package io.awfar.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The one running system that the tests of this JVM share; it ends with the JVM.
final class RunningAwfar {

  private RunningAwfar() {}

  private static final class Running {

    static final AwfarOnOneMachine AWFAR = start();

    private static AwfarOnOneMachine start() {
      try {
        Path data = Files.createTempDirectory("awfar-standalone");
        AwfarOnOneMachine awfar = AwfarOnOneMachine.start(OnFreePorts.in(data));
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  awfar.close();
                  delete(data);
                }));
        return awfar;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static AwfarOnOneMachine get() {
    return Running.AWFAR;
  }
}
