package io.awfar.media.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while strangers get into the bucket, or while it is not known that they do not.
final class PrivacyHealthIndicator implements HealthIndicator {

  private final KnownPrivacy privacy;

  PrivacyHealthIndicator(KnownPrivacy privacy) {
    this.privacy = privacy;
  }

  @Override
  public Health health() {
    return switch (privacy.verdict()) {
      case PRIVATE -> Health.up().build();
      case PUBLIC ->
          Health.down()
              .withDetail("bucket", "is open to requests without a signature; take its policy away")
              .build();
      case UNKNOWN ->
          Health.down().withDetail("bucket", "does not tell whether it is private").build();
    };
  }
}
