package io.awfar.testservers;

import io.awfar.embedded.EmbeddedS3;
import io.awfar.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.testcontainers.containers.MinIOContainer;

/// The S3 server of this JVM's tests.
///
/// @param endpoint base url
public record TestS3(URI endpoint, String accessKey, String secretKey) {

  private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";

  private static final class Running {

    static final TestS3 SERVER = Docker.isThere() ? container() : embedded();

    private static TestS3 container() {
      MinIOContainer minio = new MinIOContainer(IMAGE);
      minio.start();
      return new TestS3(URI.create(minio.getS3URL()), minio.getUserName(), minio.getPassword());
    }

    private static TestS3 embedded() {
      try {
        EmbeddedS3 s3 =
            EmbeddedS3.start(TestFolder.create("s3"), FreePorts.next(), "test", "test-secret");
        TestFolder.atExit(s3);
        return new TestS3(s3.endpoint(), "test", "test-secret");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The one server; use a bucket of your own.
  public static TestS3 start() {
    return Running.SERVER;
  }
}
