package io.awfar.simulator;

import io.awfar.simulator.control.Times;
import io.awfar.simulator.number.AccountRules;
import io.awfar.simulator.number.NumberRules;
import io.awfar.simulator.number.WindowCheck;
import io.awfar.simulator.traffic.BatchSizes;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// The options of the command line.
final class CommandLine {

  static final List<Option> OPTIONS =
      List.of(
          new Option("webhook", "URL", (s, v) -> s.webhook(URI.create(v))),
          new Option("app-secret", "SECRET", SimulatorSettingsBuilder::appSecret),
          new Option("verify-token", "TOKEN", SimulatorSettingsBuilder::verifyToken),
          new Option("rate", "N", (s, v) -> s.eventsPerSecond(decimal(v))),
          new Option("events", "N", (s, v) -> s.eventsMax(Long.parseLong(v))),
          new Option("seed", "N", (s, v) -> s.seed(Long.parseLong(v))),
          new Option("base-instant", "INSTANT", (s, v) -> s.baseInstant(Instant.parse(v))),
          new Option("numbers", "ID,ID", (s, v) -> s.numbers(List.of(v.split(",", -1)))),
          new Option("contacts", "N", (s, v) -> s.contacts(Integer.parseInt(v))),
          new Option("duplicates", "SHARE", (s, v) -> s.duplicates(decimal(v))),
          new Option("batch", "SIZES", (s, v) -> s.batch(BatchSizes.parse(v))),
          new Option("hidden-phones", "SHARE", (s, v) -> s.hiddenPhones(decimal(v))),
          new Option("groups", "SHARE", (s, v) -> s.groupMessages(decimal(v))),
          new Option("media-bytes", "N", (s, v) -> s.mediaBytes(Integer.parseInt(v))),
          new Option("stories", "SHARE", (s, v) -> s.stories(decimal(v))),
          new Option("connections", "N", (s, v) -> s.connections(Integer.parseInt(v))),
          new Option("answer-timeout", "TIME", (s, v) -> s.answerTimeout(Times.parse(v))),
          new Option("retry-min", "TIME", (s, v) -> s.retryDelayMin(Times.parse(v))),
          new Option("retry-max", "TIME", (s, v) -> s.retryDelayMax(Times.parse(v))),
          new Option("give-up-after", "TIME", (s, v) -> s.giveUpAfter(Times.parse(v))),
          new Option("outstanding", "N", (s, v) -> s.postsOutstandingMax(Integer.parseInt(v))),
          new Option("stop-timeout", "TIME", (s, v) -> s.stopTimeout(Times.parse(v))),
          new Option("api-address", "ADDRESS", SimulatorSettingsBuilder::apiAddress),
          new Option("api-port", "P", (s, v) -> s.apiPort(Integer.parseInt(v))),
          new Option("access-token", "TOKEN", SimulatorSettingsBuilder::accessToken),
          new Option("url-lifetime", "TIME", (s, v) -> s.urlLifetime(Times.parse(v))),
          new Option("status-delay", "TIME", (s, v) -> s.statusDelay(Times.parse(v))),
          new Option("sends-per-second", "N", number((r, v) -> r.withSendsPerSecond(decimal(v)))),
          new Option("pair-limit", "BOOLEAN", number((r, v) -> r.withPairLimit(truth(v)))),
          new Option("window", "CHECK", number((r, v) -> r.withWindow(window(v)))),
          new Option(
              "account-calls-per-hour", "N", account((r, v) -> r.withCallsPerHour(decimal(v)))),
          new Option(
              "check-templates", "BOOLEAN", account((r, v) -> r.withTemplatesChecked(truth(v)))),
          new Option("check-media", "BOOLEAN", account((r, v) -> r.withMediaChecked(truth(v)))),
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

  private static BiConsumer<SimulatorSettingsBuilder, String> number(
      BiFunction<NumberRules, String, NumberRules> change) {
    return account((rules, value) -> rules.with(number -> change.apply(number, value)));
  }

  private static BiConsumer<SimulatorSettingsBuilder, String> account(
      BiFunction<AccountRules, String, AccountRules> change) {
    return (settings, value) -> settings.rules(rules -> change.apply(rules, value));
  }

  private static double decimal(String text) {
    return Double.parseDouble(text);
  }

  private static boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("must be true or false");
    }
    return text.equals("true");
  }

  private static WindowCheck window(String text) {
    try {
      return WindowCheck.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be off, answered or reported", e);
    }
  }

  /// An option and what its value sets.
  record Option(
      String name, String placeholder, BiConsumer<SimulatorSettingsBuilder, String> setter) {}
}
