package io.awfar.media.store;

import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while the object store answers; a bucket that is not there yet is no fault.
final class BucketHealthIndicator implements HealthIndicator {

  private final MinioClient client;
  private final String bucket;

  BucketHealthIndicator(MinioClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  @Override
  public Health health() {
    try {
      boolean exists = client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
      return Health.up().withDetail("bucket", bucket).withDetail("exists", exists).build();
    } catch (MinioException | IllegalStateException e) {
      return Health.down().withDetail("bucket", bucket).build();
    }
  }
}
