package io.awfar.guarantees.deployment;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file system of 128 MiB in memory, mounted in a name space of the process that uses it, which
/// needs no rights but those to make name spaces.
final class SmallDisk {

  private static final long SIZE = 128L << 20;
  private static final String MOUNT =
      "mount -t tmpfs -o size=" + SIZE + " tmpfs \"$0\" && exec \"$@\"";
  private static final String BALLAST = "ballast";

  private SmallDisk() {}

  /// Whether this machine lets us make one.
  static boolean isPermitted(Path folder) throws InterruptedException {
    try {
      Files.createDirectories(folder);
      return new ProcessBuilder(wrap(folder, List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// The command that runs another with the disk at a folder, in the same process.
  static List<String> wrap(Path folder, List<String> command) {
    List<String> wrapped =
        new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", MOUNT));
    wrapped.add(folder.toString());
    wrapped.addAll(command);
    return wrapped;
  }

  /// Whether a process has it. One that was just started has the machine's own disk at its folder
  /// until it has mounted this one.
  static boolean isMounted(long pid, Path folder) {
    long size = seenBy(pid, folder).toFile().getTotalSpace();
    return size > 0 && size <= SIZE;
  }

  /// Leaves no byte free on the disk of a process that has mounted it.
  static void fill(long pid, Path folder) throws IOException {
    byte[] block = new byte[64 << 10];
    try (OutputStream ballast = Files.newOutputStream(ballast(pid, folder))) {
      while (true) {
        ballast.write(block);
      }
    } catch (IOException e) {
      if (!Files.exists(ballast(pid, folder))) {
        throw e;
      }
      // Full, as it should be.
    }
  }

  static void free(long pid, Path folder) throws IOException {
    boolean unused = Files.deleteIfExists(ballast(pid, folder));
  }

  private static Path ballast(long pid, Path folder) {
    return seenBy(pid, folder).resolve(BALLAST);
  }

  private static Path seenBy(long pid, Path folder) {
    return Path.of("/proc", Long.toString(pid), "root", folder.toString());
  }
}
