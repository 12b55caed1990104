package io.awfar.ingest.channel;

import io.awfar.schemas.channel.ChannelDirectory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Part of readiness: whether all managed numbers are known.
final class ChannelsHealth implements HealthIndicator {

  private final ChannelDirectory directory;

  ChannelsHealth(ChannelDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Health health() {
    return directory.isCaughtUp()
        ? Health.up().withDetail("unusable", directory.unusable()).build()
        : Health.outOfService().build();
  }
}
