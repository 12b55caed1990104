package io.awfar.media.store;

import io.awfar.media.store.BucketPrivacy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while strangers get into the bucket, or while it is not known that they do not. What was
/// found is remembered for a while, unless it was nothing.
final class PrivacyHealthIndicator implements HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(PrivacyHealthIndicator.class);
  private static final Duration MEMORY = Duration.ofMinutes(5);

  private final BucketPrivacy privacy;
  private final Clock clock;
  private Verdict verdict = Verdict.UNKNOWN;
  private @Nullable Instant foundAt;

  PrivacyHealthIndicator(BucketPrivacy privacy, Clock clock) {
    this.privacy = privacy;
    this.clock = clock;
  }

  @Override
  public Health health() {
    return switch (current()) {
      case PRIVATE -> Health.up().build();
      case PUBLIC ->
          Health.down()
              .withDetail("bucket", "can be read without a signature; take its policy away")
              .build();
      case UNKNOWN ->
          Health.down().withDetail("bucket", "does not tell whether it is private").build();
    };
  }

  private synchronized Verdict current() {
    Instant now = clock.instant();
    if (foundAt == null || foundAt.plus(MEMORY).isBefore(now)) {
      verdict = privacy.verdict();
      foundAt = verdict == Verdict.PRIVATE ? now : null;
      if (verdict == Verdict.PUBLIC) {
        log.error("The bucket can be read without a signature; take its policy away");
      }
    }
    return verdict;
  }
}
