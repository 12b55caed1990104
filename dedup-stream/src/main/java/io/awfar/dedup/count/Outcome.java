package io.awfar.dedup.count;

import java.util.Arrays;
import java.util.Optional;

/// What is counted: every raw event once as received, and once as one of the others.
public enum Outcome {
  /// Read from the raw topic.
  RECEIVED("received"),
  /// Written to a clean topic.
  PUBLISHED("published"),
  /// Seen before and dropped.
  DUPLICATE("duplicates"),
  /// Written to the dead letters.
  QUARANTINED("quarantined");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /// Its name in the store and in metrics.
  public String label() {
    return label;
  }

  static Optional<Outcome> labelled(String label) {
    return Arrays.stream(values()).filter(outcome -> outcome.label.equals(label)).findFirst();
  }
}
