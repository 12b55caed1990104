package io.awfar.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// An S3 server in this JVM over a folder: signatures, multipart and signed urls, but no policies
/// and no life cycles.
public final class EmbeddedS3 implements AutoCloseable {

  private static final int THREADS_MAX = 24;
  private static final long BODY_BYTES_MAX = 64L << 20;

  private final S3Proxy server;
  private final URI endpoint;

  private EmbeddedS3(S3Proxy server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /// Starts a server and returns when it accepts requests.
  ///
  /// @throws PortInUseException if the port is taken
  /// @throws IOException if the folder cannot be written
  public static EmbeddedS3 start(Path dir, int port, String accessKey, String secretKey)
      throws IOException {
    if (!FreePorts.isFree(port)) {
      throw new PortInUseException("S3", port);
    }
    Files.createDirectories(dir);
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(dir.toString()))
            .endpoint(endpoint)
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            .ignoreUnknownHeaders(true)
            .jettyMaxThreads(THREADS_MAX)
            .v4MaxNonChunkedRequestSize(BODY_BYTES_MAX)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("The S3 server does not start", e);
    }
    return new EmbeddedS3(server, endpoint);
  }

  /// The base url for clients.
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("The S3 server does not stop", e);
    }
  }
}
