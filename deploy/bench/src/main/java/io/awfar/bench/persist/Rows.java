package io.awfar.bench.persist;

/// So many rows of each kind.
record Rows(long messages, long statuses) {

  long all() {
    return messages + statuses;
  }

  Rows minus(Rows others) {
    return new Rows(messages - others.messages, statuses - others.statuses);
  }
}
