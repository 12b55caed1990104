package io.awfar.persistence.count;

/// The families of rows that are counted.
public enum RowKind {
  MESSAGES("messages"),
  STATUSES("statuses"),
  CHANNEL_EVENTS("channel_events"),
  /// Files that messages tell of; each becomes a row of media when its fate is known.
  FILES("files"),
  MEDIA("media"),
  /// Files of the bucket that users uploaded, or that are gone.
  OBJECTS("objects"),
  /// Messages that we were asked to send; they come from commands, not from published messages.
  SENDS("sends"),
  /// Events published twice that a unique constraint kept from becoming a second row.
  SUPPRESSED("suppressed");

  private final String label;

  RowKind(String label) {
    this.label = label;
  }

  /// The name in `row_counts` and in metrics.
  public String label() {
    return label;
  }
}
