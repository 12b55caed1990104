package io.awfar.simulator.webhook;

/// When each delivery of an event is due: an open loop, which does not slow down with the webhook.
final class Schedule {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double eventsPerSecond;
  private final long startNanos;
  private long events;

  /// @param eventsPerSecond 0 for always due
  Schedule(double eventsPerSecond, long startNanos) {
    this.eventsPerSecond = eventsPerSecond;
    this.startNanos = startNanos;
  }

  /// The moment at which the next event is due.
  long dueNanos(long nowNanos) {
    return eventsPerSecond == 0
        ? nowNanos
        : startNanos + (long) (events / eventsPerSecond * NANOS_PER_SECOND);
  }

  /// Notes that a POST with this many events went out.
  void passed(int size) {
    events += size;
  }
}
