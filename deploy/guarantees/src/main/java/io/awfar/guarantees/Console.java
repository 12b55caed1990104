package io.awfar.guarantees;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/// Lines for whoever runs it, each with its time.
final class Console implements Consumer<String> {

  private final PrintStream out;
  private final long startNanos = System.nanoTime();

  Console(PrintStream out) {
    this.out = out;
  }

  /// Time since the start.
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /// A line with the seconds since the start before it.
  @Override
  public void accept(String line) {
    out.println(String.format(Locale.ROOT, "%7.1f  %s", elapsed().toMillis() / 1000.0, line));
  }

  /// A line as it is.
  void plain(String line) {
    out.println(line);
  }
}
