package io.awfar.guarantees;

import static java.util.stream.Collectors.joining;

import io.awfar.guarantees.fault.InjectedFault;
import io.awfar.guarantees.verify.Promise;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The last lines of a run: a table for people, a line of JSON for programs.
record Report(Options options, Outcome outcome, Duration took) {

  void print(Console console) {
    List<Promise> promises = outcome.promises();
    int width = promises.stream().mapToInt(promise -> promise.name().length()).max().orElse(0);
    String row = "%-" + width + "s | %-4s | %s";
    console.plain("");
    console.plain(row.formatted("promise", "held", "figures"));
    console.plain("-".repeat(width) + "-|------|-" + "-".repeat(40));
    for (Promise promise : promises) {
      console.plain(
          row.formatted(promise.name(), promise.held() ? "yes" : "NO", promise.figures()));
    }
    console.plain("");
    console.plain(
        "%,d transactions of persistence-service took several polls, the largest with %,d rows"
            .formatted(outcome.grownTransactions().count(), outcome.grownTransactions().rowsMax()));
    console.plain(
        "%,d events were answered 200 by the end of the faults, %,d after"
            .formatted(
                outcome.acknowledgedUnderFaults(),
                outcome.ledger().eventsAcknowledged() - outcome.acknowledgedUnderFaults()));
    console.plain("");
    printFaults(console);
    console.plain("");
    printStops(console);
    console.plain("");
    List<Promise> broken = promises.stream().filter(promise -> !promise.held()).toList();
    if (!broken.isEmpty()) {
      console.plain(
          "BROKEN with seed %d; data and logs are in %s".formatted(options.seed(), options.data()));
      for (Promise promise : broken) {
        console.plain("  " + promise.name());
        promise.examples().forEach(example -> console.plain("    " + example));
      }
      console.plain("");
    }
    console.plain(JsonMapper.shared().writeValueAsString(json()));
  }

  private void printFaults(Console console) {
    console.plain(
        "%,d faults: %s"
            .formatted(outcome.faults().count(), counts(outcome.faults().countByKind())));
    for (InjectedFault fault : outcome.faults().leftOut()) {
      console.plain(
          "left out, %s: %s".formatted(fault.leftOut().orElseThrow(), fault.planned().fault()));
    }
  }

  private void printStops(Console console) {
    Map<String, Integer> forced = outcome.faults().forcedStops();
    console.plain(
        "%,d times a service was started again that had ended by itself or was not alive"
            .formatted(outcome.restarts()));
    console.plain(
        "killed because they did not stop in time: "
            + (forced.isEmpty() ? "none" : counts(forced)));
  }

  private static String counts(Map<?, Integer> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(joining(", "));
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("held", outcome.promises().stream().allMatch(Promise::held));
    json.put("seed", options.seed());
    json.put("minutes", options.length().toMillis() / 60_000.0);
    json.put("eventsPerSecond", options.eventsPerSecond());
    json.put("sabotage", options.sabotage().option());
    json.put("jvm", options.jvm());
    json.put("lacking", new Adequacy(options, outcome).lacking());
    json.put("faults", outcome.faults().count());
    json.put("faultsByKind", outcome.faults().countByKind());
    json.put(
        "faultsLeftOut",
        outcome.faults().leftOut().stream()
            .map(fault ->
                Map.of(
                    "fault",
                    fault.planned().fault().toString(),
                    "reason",
                    fault.leftOut().orElseThrow()))
            .toList());
    json.put("restartsByThemselves", outcome.restarts());
    json.put("forcedStops", outcome.faults().forcedStops());
    json.put("eventsAcknowledged", outcome.ledger().eventsAcknowledged());
    json.put("eventsAcknowledgedUnderFaults", outcome.acknowledgedUnderFaults());
    json.put("deliveriesAcknowledged", outcome.ledger().deliveriesAcknowledged());
    json.put("postsRefused", outcome.ledger().refusals());
    json.put("drainedInSeconds", outcome.drainedIn().toMillis() / 1000.0);
    json.put("tookSeconds", took.toMillis() / 1000.0);
    json.put("grownTransactions", outcome.grownTransactions());
    json.put("compared", outcome.comparisons());
    json.put("promises", outcome.promises());
    return json;
  }
}
