package io.awfar.guarantees.deployment;

import io.awfar.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The schema registry, a process already.
public final class Registry {

  private final Path folder;
  private final Ports ports;
  private @Nullable EmbeddedRegistry registry;

  Registry(Path data, Ports ports) {
    this.folder = data.resolve("registry");
    this.ports = ports;
  }

  /// The base url of its Confluent-compatible API.
  public String url() {
    return "http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7";
  }

  /// Returns when it answers.
  public synchronized void start() throws IOException {
    registry =
        EmbeddedRegistry.start(
            Path.of(System.getProperty("awfar.registry.home")),
            folder,
            ports.registry(),
            ports.registryManagement());
  }

  public synchronized void stop() throws IOException {
    if (registry != null) {
      registry.close();
    }
  }

  /// Leaves no process behind, even if it has not started all the way.
  void end() throws IOException, InterruptedException {
    Path pidFile = folder.resolve("registry.pid");
    if (Files.exists(pidFile)) {
      long pid = Long.parseLong(Files.readString(pidFile).strip());
      if (ProcessHandle.current().descendants().anyMatch(child -> child.pid() == pid)) {
        Signal.KILL.send(pid);
      }
    }
  }
}
