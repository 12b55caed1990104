package io.awfar.dedup.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the broker answers: part of readiness, since a stream without a broker stays RUNNING.
public final class KafkaHealth implements HealthIndicator, AutoCloseable {

  private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

  private final Map<String, Object> settings;
  private @Nullable Admin admin;

  /// @param settings of an admin client
  public KafkaHealth(Map<String, Object> settings) {
    this.settings = Map.copyOf(settings);
  }

  @Override
  public Health health() {
    try {
      String clusterId =
          admin().describeCluster().clusterId().get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return Health.up().withDetail("clusterId", clusterId).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.unknown().build();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return Health.down().withDetail("failure", e.getClass().getSimpleName()).build();
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings);
    }
    return admin;
  }
}
