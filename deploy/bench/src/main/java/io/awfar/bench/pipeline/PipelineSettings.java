package io.awfar.bench.pipeline;

import io.awfar.bench.setup.Options;
import java.util.List;

/// What can be set about the comparison.
///
/// @param events that Awfar takes as fast as it can
/// @param rivalEvents that the rival takes as fast as it can
/// @param warmUpPercent of either, sent before
/// @param rate at which delays are measured, in events a second
/// @param rateSeconds for how long
record PipelineSettings(
    int events,
    int rivalEvents,
    int warmUpPercent,
    int rounds,
    int connections,
    int chats,
    int rate,
    int rateSeconds,
    List<String> jvm) {

  static PipelineSettings of(Options options) {
    return new PipelineSettings(
        options.number("events", 600_000, 20_000),
        options.number("rival-events", 60_000, 5_000),
        options.number("warm-up-percent", 100),
        options.number("rounds", 2, 1),
        options.number("connections", 256),
        options.number("chats", 10_000),
        options.number("rate", 1_000, 200),
        options.number("rate-seconds", 30, 5),
        options.list("jvm", "-Xms384m,-Xmx384m"));
  }
}
