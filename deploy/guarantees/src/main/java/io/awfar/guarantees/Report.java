package io.awfar.guarantees;

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

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("held", outcome.promises().stream().allMatch(Promise::held));
    json.put("seed", options.seed());
    json.put("minutes", options.length().toMillis() / 60_000.0);
    json.put("eventsPerSecond", options.eventsPerSecond());
    json.put("sabotage", options.sabotage().option());
    json.put("faults", outcome.faults());
    json.put("restartsByThemselves", outcome.restarts());
    json.put("eventsAcknowledged", outcome.ledger().eventsAcknowledged());
    json.put("deliveriesAcknowledged", outcome.ledger().deliveriesAcknowledged());
    json.put("postsRefused", outcome.ledger().refusals());
    json.put("drainedInSeconds", outcome.drainedIn().toMillis() / 1000.0);
    json.put("tookSeconds", took.toMillis() / 1000.0);
    json.put("grownTransactions", outcome.grownTransactions());
    json.put("promises", outcome.promises());
    return json;
  }
}
