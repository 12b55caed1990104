package io.awfar.media.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while the broker answers; consumers that cannot reach it only wait.
final class BrokerHealthIndicator implements HealthIndicator, AutoCloseable {

  private static final long ANSWER_MILLIS_MAX = 2_000;

  private final Admin admin;

  /// @param kafka settings of an admin client
  BrokerHealthIndicator(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "media-service-health");
    this.admin = Admin.create(settings);
  }

  @Override
  public Health health() {
    try {
      int nodes =
          admin.describeCluster().nodes().get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS).size();
      return Health.up().withDetail("nodes", nodes).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.unknown().build();
    } catch (ExecutionException | TimeoutException e) {
      return Health.down().withDetail("failure", e.getClass().getSimpleName()).build();
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
