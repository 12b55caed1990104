package io.awfar.media.store;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Whether a stranger gets anything out of the bucket, asked as a stranger would: without a
/// signature. What a policy says could be read in as many ways as there are stores, and some have
/// none to read.
final class BucketPrivacy {

  /// An object that is there to be asked for: stores answer alike for what is not there.
  static final String PROBE = "awfar-private-probe";

  private static final byte[] PROBE_CONTENT = {'p'};

  /// What came out.
  enum Verdict {
    PRIVATE,
    /// Anybody may list the bucket, or read what is in it.
    PUBLIC,
    /// The store did not tell.
    UNKNOWN
  }

  private final MinioClient client;
  private final OkHttpClient stranger;
  private final HttpUrl endpoint;
  private final String bucket;

  BucketPrivacy(MinioClient client, OkHttpClient stranger, String endpoint, String bucket) {
    this.client = client;
    this.stranger = stranger;
    this.endpoint = Objects.requireNonNull(HttpUrl.parse(endpoint), "AWFAR_S3_ENDPOINT");
    this.bucket = bucket;
  }

  Verdict verdict() {
    try {
      client.putObject(
          PutObjectArgs.builder().bucket(bucket).object(PROBE).stream(
                  new ByteArrayInputStream(PROBE_CONTENT), (long) PROBE_CONTENT.length, -1L)
              .build());
      HttpUrl list = url().addQueryParameter("list-type", "2").build();
      HttpUrl object = url().addPathSegment(PROBE).build();
      if (isGiven(list) || isGiven(object)) {
        return Verdict.PUBLIC;
      }
      return Verdict.PRIVATE;
    } catch (MinioException | IllegalStateException | IOException e) {
      return Verdict.UNKNOWN;
    }
  }

  private HttpUrl.Builder url() {
    return endpoint.newBuilder().addPathSegment(bucket);
  }

  private boolean isGiven(HttpUrl url) throws IOException {
    try (Response response = stranger.newCall(new Request.Builder().url(url).build()).execute()) {
      if (response.code() >= 500) {
        throw new IOException("The store answered " + response.code());
      }
      return response.isSuccessful();
    }
  }
}
