package io.awfar.guarantees.deployment;

import io.awfar.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The S3 server, in this JVM; stopping it is all that can happen to it.
public final class ObjectStore {

  private final Path folder;
  private final Ports ports;
  private @Nullable EmbeddedS3 s3;

  ObjectStore(Path data, Ports ports) {
    this.folder = data.resolve("s3");
    this.ports = ports;
  }

  public synchronized void start() throws IOException {
    s3 = EmbeddedS3.start(folder, ports.s3(), Secrets.S3_ACCESS_KEY, Secrets.S3_SECRET_KEY);
  }

  public synchronized void stop() throws IOException {
    if (s3 != null) {
      s3.close();
    }
  }
}
