package io.awfar.simulator;

import io.awfar.simulator.traffic.BatchSizes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/// The options of the command line.
final class CommandLine {

  static final List<Option> OPTIONS =
      List.of(
          new Option("webhook", "URL", (s, v) -> s.webhook(URI.create(v))),
          new Option("app-secret", "SECRET", SimulatorSettingsBuilder::appSecret),
          new Option("verify-token", "TOKEN", SimulatorSettingsBuilder::verifyToken),
          new Option("rate", "N", (s, v) -> s.eventsPerSecond(Double.parseDouble(v))),
          new Option("events", "N", (s, v) -> s.eventsMax(Long.parseLong(v))),
          new Option("seed", "N", (s, v) -> s.seed(Long.parseLong(v))),
          new Option("base-instant", "INSTANT", (s, v) -> s.baseInstant(Instant.parse(v))),
          new Option("numbers", "ID,ID", (s, v) -> s.numbers(List.of(v.split(",", -1)))),
          new Option("contacts", "N", (s, v) -> s.contacts(Integer.parseInt(v))),
          new Option("duplicates", "SHARE", (s, v) -> s.duplicates(Double.parseDouble(v))),
          new Option("batch", "SIZES", (s, v) -> s.batch(BatchSizes.parse(v))),
          new Option("hidden-phones", "SHARE", (s, v) -> s.hiddenPhones(Double.parseDouble(v))),
          new Option("groups", "SHARE", (s, v) -> s.groupMessages(Double.parseDouble(v))),
          new Option("media-bytes", "N", (s, v) -> s.mediaBytes(Integer.parseInt(v))),
          new Option("connections", "N", (s, v) -> s.connections(Integer.parseInt(v))),
          new Option("answer-timeout", "TIME", (s, v) -> s.answerTimeout(duration(v))),
          new Option("retry-min", "TIME", (s, v) -> s.retryDelayMin(duration(v))),
          new Option("retry-max", "TIME", (s, v) -> s.retryDelayMax(duration(v))),
          new Option("give-up-after", "TIME", (s, v) -> s.giveUpAfter(duration(v))),
          new Option("outstanding", "N", (s, v) -> s.postsOutstandingMax(Integer.parseInt(v))),
          new Option("stop-timeout", "TIME", (s, v) -> s.stopTimeout(duration(v))),
          new Option("api-address", "ADDRESS", SimulatorSettingsBuilder::apiAddress),
          new Option("api-port", "P", (s, v) -> s.apiPort(Integer.parseInt(v))),
          new Option("access-token", "TOKEN", SimulatorSettingsBuilder::accessToken),
          new Option("url-lifetime", "TIME", (s, v) -> s.urlLifetime(duration(v))),
          new Option("status-delay", "TIME", (s, v) -> s.statusDelay(duration(v))),
          new Option("identities", "N", (s, v) -> s.identitiesMax(Integer.parseInt(v))));

  private CommandLine() {}

  /// The settings that the options give.
  ///
  /// @throws IllegalArgumentException with a sentence that says what is wrong
  static SimulatorSettings parse(String... arguments) {
    SimulatorSettingsBuilder settings = SimulatorSettings.builder(URI.create(""), "");
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    while (!left.isEmpty()) {
      String name = left.removeFirst();
      Option option =
          OPTIONS.stream()
              .filter(each -> name.equals("--" + each.name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("unknown option " + name));
      if (left.isEmpty()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = left.removeFirst();
      try {
        option.setter.accept(settings, value);
      } catch (RuntimeException e) {
        String reason = e instanceof NumberFormatException ? "not a number" : e.getMessage();
        throw new IllegalArgumentException(name + " " + value + ": " + reason, e);
      }
    }
    return settings.build();
  }

  static String usage() {
    StringBuilder usage = new StringBuilder("usage: --webhook URL --app-secret SECRET");
    OPTIONS.stream()
        .skip(2)
        .forEach(each -> usage.append(" [--" + each.name + ' ' + each.placeholder + ']'));
    return usage.toString();
  }

  /// Reads `500ms`, `20s`, `5m`, `36h`, `7d`.
  private static Duration duration(String text) {
    String iso = text.toUpperCase(Locale.ROOT);
    if (iso.endsWith("MS")) {
      return Duration.ofMillis(Long.parseLong(iso.substring(0, iso.length() - 2)));
    }
    return Duration.parse(iso.endsWith("D") ? "P" + iso : "PT" + iso);
  }

  /// An option and what its value sets.
  record Option(
      String name, String placeholder, BiConsumer<SimulatorSettingsBuilder, String> setter) {}
}
