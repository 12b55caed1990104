package io.awfar.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What the figures were measured on.
final class Machine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

  private Machine() {}

  static String describe() throws IOException {
    return "%s, %d cores (%s), %s of memory, %s %s, Java %s"
        .formatted(
            today(),
            Runtime.getRuntime().availableProcessors(),
            value(CPU_INFO, "model name"),
            gibibytes(value(MEMORY_INFO, "MemTotal")),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version());
  }

  static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static String value(Path file, String name) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  private static String gibibytes(String kibibytes) {
    return (Long.parseLong(kibibytes.replace(" kB", "")) >> 20) + " GiB";
  }
}
