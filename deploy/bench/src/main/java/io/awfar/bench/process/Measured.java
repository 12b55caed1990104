package io.awfar.bench.process;

import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/// Figures on their way from a child process to its parent: one line of `name=value`.
public record Measured(Map<String, Double> figures) {

  static final String WORD = "MEASURED";

  public Measured {
    figures = Map.copyOf(figures);
  }

  /// Prints them for the parent to read.
  public void print() {
    System.out.println(
        figures.entrySet().stream()
            .map(figure -> figure.getKey() + '=' + figure.getValue())
            .collect(Collectors.joining(" ", WORD + ' ', "")));
  }

  /// @throws NoSuchElementException if the child did not measure it
  public double get(String name) {
    Double figure = figures.get(name);
    if (figure == null) {
      throw new NoSuchElementException(name + " is not among " + figures.keySet());
    }
    return figure;
  }

  static Measured parse(String line) {
    return new Measured(
        Arrays.stream(line.split(" "))
            .map(figure -> figure.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> Double.parseDouble(parts[1]))));
  }
}
