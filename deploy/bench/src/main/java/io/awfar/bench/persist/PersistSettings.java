package io.awfar.bench.persist;

import io.awfar.bench.setup.Options;
import java.util.List;

/// What can be set about the comparison.
///
/// @param events messages and statuses together
/// @param statusPercent of the events that are statuses
/// @param connections of each contender for each of the two topics
/// @param batch most records of a poll: a transaction of the sink, a part of one of ours
record PersistSettings(
    int events,
    int statusPercent,
    int rounds,
    int connections,
    int batch,
    int chats,
    List<String> jvm) {

  static PersistSettings of(Options options) {
    return new PersistSettings(
        options.number("events", 2_000_000, 60_000),
        options.number("status-percent", 30),
        options.number("rounds", 2, 1),
        options.number("connections", 1),
        options.number("batch", 8_000),
        options.number("chats", 10_000),
        options.list("jvm", "-Xms512m,-Xmx512m"));
  }

  long statuses() {
    return (long) events * statusPercent / 100;
  }

  long messages() {
    return events - statuses();
  }

  Rows rows() {
    return new Rows(messages(), statuses());
  }
}
