package io.awfar.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

  private static final int LOOKS = 3_000;

  @TempDir Path data;

  @Test
  void onlyTheRecordsOfTopicsWhoseNamesBeginSoAreCounted() throws Exception {
    write("ours-changelog-0/00000000000000000000.log", 7);
    write("ours-changelog-1/00000000000000000000.log", 5);
    write("ours-changelog-1/00000000000000000000.index", 100);
    write("theirs-changelog-0/00000000000000000000.log", 100);
    write("meta.properties", 100);

    assertThat(Broker.logBytes(data, "ours-")).isEqualTo(12);
  }

  @Test
  void filesThatTheBrokerReplacesMeanwhileDoNoHarm() throws Exception {
    write("ours-changelog-0/00000000000000000000.log", 7);
    AtomicBoolean looked = new AtomicBoolean();
    CompletableFuture<Void> broker =
        CompletableFuture.runAsync(() -> {
          while (!looked.get()) {
            replaceFiles();
          }
        });
    try {
      for (int i = 0; i < LOOKS; i++) {
        assertThat(Broker.logBytes(data, "ours-")).isEqualTo(7);
      }
    } finally {
      looked.set(true);
      broker.join();
    }
  }

  /// As the broker does: a checkpoint anew, a topic that was removed.
  private void replaceFiles() {
    try {
      Path checkpoint = write("replication-offset-checkpoint.tmp", 1);
      Files.move(
          checkpoint,
          data.resolve("replication-offset-checkpoint"),
          StandardCopyOption.REPLACE_EXISTING);
      Path removed = write("ours-removed-0/leader-epoch-checkpoint", 1);
      Files.delete(removed);
      Files.delete(removed.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String name, int bytes) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[bytes]);
  }
}
