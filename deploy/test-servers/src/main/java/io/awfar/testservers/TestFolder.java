package io.awfar.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/// Folders that are deleted, and servers that are stopped, when the JVM ends.
final class TestFolder {

  private static final Deque<AutoCloseable> AT_EXIT = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TestFolder::closeAll));
  }

  private TestFolder() {}

  static Path create(String name) throws IOException {
    Path folder = Files.createTempDirectory("awfar-" + name);
    atExit(() -> delete(folder));
    return folder;
  }

  /// Last registered, first closed: a server stops before its folder goes.
  static synchronized void atExit(AutoCloseable closeable) {
    AT_EXIT.push(closeable);
  }

  private static synchronized void closeAll() {
    for (AutoCloseable closeable : AT_EXIT) {
      try {
        closeable.close();
      } catch (Exception e) {
        System.err.println("A test server does not stop: " + e);
      }
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(TestFolder::deleteOne);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
