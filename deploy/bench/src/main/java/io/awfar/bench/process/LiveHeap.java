package io.awfar.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The heap of another JVM, as the JDK's `jcmd` tells it.
final class LiveHeap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  /// What the serial collector puts where objects died, so that it need not move those behind them.
  private static final Pattern FILLER =
      Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +\\[?L?jdk[.]internal[.]vm[.]Filler");

  private LiveHeap() {}

  /// After a collection of all of it, without the gaps that the collector leaves.
  static long bytes(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (var output = jcmd.getInputStream()) {
      return parse(new String(output.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static long parse(String histogram) throws IOException {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("jcmd tells no heap: " + histogram.lines().findFirst().orElse(""));
    }
    long gaps =
        FILLER.matcher(histogram).results().mapToLong(line -> Long.parseLong(line.group(1))).sum();
    return Long.parseLong(total.group(1)) - gaps;
  }
}
