package io.awfar.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the command line asks for.
///
/// @param data folder of everything that survives the run
/// @param eventsPerSecond what the simulator offers
/// @param runTime after which to drain and stop; empty runs until interrupted
/// @param seed of the simulator; empty takes a new one each run
public record StandaloneOptions(
    Path data,
    int eventsPerSecond,
    boolean simulator,
    Optional<Duration> runTime,
    Optional<Long> seed,
    Map<Port, Integer> ports) {

  private static final int EVENTS_PER_SECOND = 200;
  private static final int EVENTS_PER_SECOND_MAX = 1_000_000;
  private static final long SECONDS_MAX = 365L * 24 * 3600;

  public StandaloneOptions {
    ports = Map.copyOf(ports);
  }

  /// Options for a run in a folder on certain ports, without a simulator.
  static StandaloneOptions quiet(Path data, Map<Port, Integer> ports) {
    return new StandaloneOptions(data, 0, false, Optional.empty(), Optional.empty(), ports);
  }

  /// Reads a command line.
  ///
  /// @throws IllegalArgumentException with a sentence for the user
  static StandaloneOptions parse(String... arguments) {
    Path data = Path.of("data");
    int eventsPerSecond = EVENTS_PER_SECOND;
    boolean simulator = true;
    Optional<Duration> runTime = Optional.empty();
    Optional<Long> seed = Optional.empty();
    Map<Port, Integer> ports = standardPorts();
    ListIterator<String> words = List.of(arguments).listIterator();
    while (words.hasNext()) {
      String option = words.next();
      switch (option) {
        case "--data" -> data = Path.of(value(option, words));
        case "--rate" -> eventsPerSecond = (int) number(option, words, 1, EVENTS_PER_SECOND_MAX);
        case "--no-simulator" -> simulator = false;
        case "--seconds" ->
            runTime = Optional.of(Duration.ofSeconds(number(option, words, 1, SECONDS_MAX)));
        case "--seed" -> seed = Optional.of(number(option, words, Long.MIN_VALUE, Long.MAX_VALUE));
        default -> ports.put(portOf(option), (int) number(option, words, 1, 65_535));
      }
    }
    return new StandaloneOptions(
        data.toAbsolutePath().normalize(), eventsPerSecond, simulator, runTime, seed, ports);
  }

  static Map<Port, Integer> standardPorts() {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, port.standard());
    }
    return ports;
  }

  /// What `--help` prints.
  static String help() {
    String ports =
        Stream.of(Port.values())
            .map(port ->
                "  --%-28s N  %s (%d)".formatted(port.option(), port.purpose(), port.standard()))
            .collect(Collectors.joining("\n"));
    return """
    deploy/standalone/run [options]

      --data DIR      folder of everything that survives the run (data)
      --rate N        events per second that the simulator offers (%d)
      --seed N        seed of the simulator (a new one each run)
      --no-simulator  start without traffic; WhatsApp's API is played all the same
      --seconds N     drain and stop after N seconds (run until Ctrl-C)
      --help          this text

    Ports:
    %s
    """
        .formatted(EVENTS_PER_SECOND, ports);
  }

  int port(Port port) {
    return ports.getOrDefault(port, port.standard());
  }

  private static Port portOf(String option) {
    return Stream.of(Port.values())
        .filter(port -> option.equals("--" + port.option()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Unknown option %s; see --help.".formatted(option)));
  }

  private static String value(String option, ListIterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException("Option %s needs a value.".formatted(option));
    }
    return words.next();
  }

  private static long number(
      String option, ListIterator<String> words, long smallest, long largest) {
    String value = value(option, words);
    try {
      long number = Long.parseLong(value);
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number out of range.
    }
    throw new IllegalArgumentException(
        "Option %s takes a whole number from %d to %d, not '%s'."
            .formatted(option, smallest, largest, value));
  }
}
