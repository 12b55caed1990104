package io.awfar.guarantees;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What the command line can set.
///
/// @param seed decides traffic and faults
/// @param length of traffic and faults, without the time that faults had to wait
/// @param eventsPerSecond deliveries, repeats included
/// @param data an empty folder for data and logs
/// @param keep whether the data is kept after a run that proved everything
/// @param sabotage a promise to break
/// @param jvm options of each service's JVM, beside the bound of its heap
record Options(
    long seed,
    Duration length,
    int eventsPerSecond,
    Path data,
    boolean keep,
    Sabotage sabotage,
    List<String> jvm) {

  /// C1 alone: something starts every few seconds, and would keep two cores busy with compiling.
  private static final String JVM = "-XX:+UseSerialGC,-XX:TieredStopAtLevel=1";

  static final String USAGE =
      """
      usage: deploy/guarantees/run [options]
        --seed N         decides traffic and faults; default: from the clock, and printed
        --minutes N      length of traffic and faults, 0.2 to 1440; default 2; longer
                         on a slow machine, for which faults wait
        --rate N         events per second, repeats included, 1 to 2000; default 100
        --data FOLDER    empty folder for data and logs; default data/guarantees/<time>-<seed>
        --keep           keep the data even if everything held; logs are always kept
        --sabotage KIND  break a promise on purpose: %s
        --jvm OPTIONS    options of the services' JVMs, separated by commas;
                         default %s
      Exit status: 0 every promise held, 1 one did not, 2 it could not run or proves too little.
      """
          .formatted(
              Arrays.stream(Sabotage.values())
                  .map(Sabotage::option)
                  .collect(Collectors.joining(", ")),
              JVM);

  /// Of deliveries, those of an event that was delivered before.
  static final double DUPLICATES = 0.15;

  private static final double MINUTES_MIN = 0.2;
  private static final double MINUTES_MAX = 1440;
  private static final int RATE_MAX = 2000;

  /// In which each kind of fault comes at least once.
  private static final Duration ALL_KINDS_LENGTH = Duration.ofSeconds(162);

  private static final int BUSY_RATE = 100;

  /// @param root the project's folder
  /// @throws IllegalArgumentException with a sentence for whoever typed it
  static Options parse(List<String> arguments, Path root) {
    long seed = System.nanoTime() & 0xFFFF_FFFFL;
    double minutes = 2;
    long rate = 100;
    Path data = null;
    boolean keep = false;
    Sabotage sabotage = Sabotage.NONE;
    List<String> jvm = jvm(JVM);
    List<String> left = new ArrayList<>(arguments);
    while (!left.isEmpty()) {
      String option = left.removeFirst();
      if (option.equals("--keep")) {
        keep = true;
        continue;
      }
      if (left.isEmpty()) {
        throw new IllegalArgumentException("unknown option, or one without its value: " + option);
      }
      String value = left.removeFirst();
      switch (option) {
        case "--seed" -> seed = Long.parseLong(value);
        case "--minutes" ->
            minutes = within(option, Double.parseDouble(value), MINUTES_MIN, MINUTES_MAX);
        case "--rate" -> rate = (long) within(option, Long.parseLong(value), 1, RATE_MAX);
        case "--data" -> data = Path.of(value).toAbsolutePath();
        case "--sabotage" -> sabotage = sabotage(value);
        case "--jvm" -> jvm = jvm(value);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (data == null) {
      data = root.resolve("data/guarantees").resolve(Instant.now().getEpochSecond() + "-" + seed);
    }
    Duration length = Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis()));
    return new Options(seed, length, (int) rate, data, keep, sabotage, jvm);
  }

  /// Those that are sent for the first time.
  double freshEventsPerSecond() {
    return eventsPerSecond * (1 - DUPLICATES);
  }

  /// What its length brings if no fault has to wait.
  long plannedEvents() {
    return (long) (freshEventsPerSecond() * length.toMillis() / 1000.0);
  }

  /// Whether, with any seed, each kind of fault comes.
  boolean bringsEveryKind() {
    return length.compareTo(ALL_KINDS_LENGTH) >= 0;
  }

  /// Whether, with any seed, persistence-service comes to be behind by many polls.
  boolean leavesBacklogs() {
    return bringsEveryKind() && eventsPerSecond >= BUSY_RATE;
  }

  private static double within(String option, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(option + " must be " + min + " to " + max);
    }
    return value;
  }

  private static Sabotage sabotage(String name) {
    return Arrays.stream(Sabotage.values())
        .filter(each -> each.option().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown sabotage " + name));
  }

  private static List<String> jvm(String options) {
    List<String> each = List.of(options.split(",", -1));
    if (!each.stream().allMatch(option -> option.startsWith("-"))) {
      throw new IllegalArgumentException(
          "--jvm must be options of a JVM separated by commas, not " + options);
    }
    return each;
  }
}
