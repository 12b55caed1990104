package io.awfar.dedup.topology;

/// The names of the topology's parts; metrics and descriptions show them.
enum Node {
  RAW_EVENTS("raw-events"),
  DECODE("decode"),
  DEDUPLICATE("deduplicate"),
  NORMALISE("normalise"),
  MESSAGES("messages"),
  STATUSES("statuses"),
  CHANNEL_EVENTS("channel-events"),
  DEAD_LETTERS("dead-letters");

  private final String id;

  Node(String id) {
    this.id = id;
  }

  /// The name.
  String id() {
    return id;
  }
}
