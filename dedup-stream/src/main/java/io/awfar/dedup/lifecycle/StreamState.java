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
/// threads fail and are replaced, nor while it waits for memory.
public final class StreamState implements HealthIndicator {

  private final Backoff backoff;
  private final Duration rebalanceMax;
  private final Clock clock;
  private State state = State.CREATED;
  private Instant leftRunning = Instant.MIN;
  private boolean waiting;

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
    boolean up = quiet && !waiting && (state == State.RUNNING || rebalancesBriefly);
    return (up ? Health.up() : Health.down())
        .withDetail("state", state.name())
        .withDetail("failing", !quiet)
        .withDetail("waitingForMemory", waiting)
        .build();
  }

  Backoff backoff() {
    return backoff;
  }

  /// Takes note of whether the stream is held back until there is memory for what it must know.
  synchronized void waits(boolean forMemory) {
    waiting = forMemory;
  }

  synchronized void changed(State now, State before) {
    if (before == State.RUNNING) {
      leftRunning = clock.instant();
    }
    state = now;
  }
}
