package io.awfar.ingest.publish;

/// What became of the events of one request.
public enum PublishOutcome {
  /// The broker has acknowledged every one.
  DURABLE,
  /// Too much is in flight; none was sent.
  OVERLOADED,
  /// The broker or the schema registry does not answer: some may be durable, some not.
  UNAVAILABLE
}
