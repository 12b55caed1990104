package io.awfar.dedup.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KafkaStreams.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the stream makes progress: part of readiness.
///
/// It does while it is RUNNING, and for a short while after while partitions move; not while its
/// threads fail and are replaced.
public final class StreamState implements HealthIndicator {

  private final Backoff backoff;
  private final Duration rebalanceMax;
  private final Clock clock;
  private State state = State.CREATED;
  private Instant leftRunning = Instant.MIN;

  /// @param rebalanceMax how long a rebalance may take before the service is not ready
  public StreamState(
      Duration retryDelayMin, Duration retryDelayMax, Duration rebalanceMax, Clock clock) {
    this.backoff = new Backoff(retryDelayMin, retryDelayMax, clock);
    this.rebalanceMax = rebalanceMax;
    this.clock = clock;
  }

  @Override
  public synchronized Health health() {
    boolean rebalancesBriefly =
        state == State.REBALANCING
            && !leftRunning.equals(Instant.MIN)
            && leftRunning.plus(rebalanceMax).isAfter(clock.instant());
    boolean quiet = backoff.isQuiet();
    boolean up = quiet && (state == State.RUNNING || rebalancesBriefly);
    return (up ? Health.up() : Health.down())
        .withDetail("state", state.name())
        .withDetail("failing", !quiet)
        .build();
  }

  Backoff backoff() {
    return backoff;
  }

  synchronized void changed(State now, State before) {
    if (before == State.RUNNING) {
      leftRunning = clock.instant();
    }
    state = now;
  }
}
