package io.awfar.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/// The command line of this run, to be typed again.
///
/// @param arguments benchmark and options, as they were given
public record Command(List<String> arguments) {

  private static final String PROGRAM = "deploy/bench/run ";

  public Command {
    arguments = List.copyOf(arguments);
  }

  /// As a shell reads it.
  @Override
  public String toString() {
    return arguments.stream()
        .map(argument -> quoted(argument))
        .collect(Collectors.joining(" ", PROGRAM, ""));
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w.,:/=+%@-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
