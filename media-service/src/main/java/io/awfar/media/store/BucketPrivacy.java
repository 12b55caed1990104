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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a stranger gets anything out of the bucket, asked as a stranger would: without a
/// signature. What a policy says could be read in as many ways as there are stores, and some have
/// none to read.
final class BucketPrivacy {

  /// An object that is there to be asked for: stores answer alike for what is not there.
  static final String PROBE = "awfar-private-probe";

  private static final Logger log = LoggerFactory.getLogger(BucketPrivacy.class);
  private static final int TIMED_OUT = 408;
  private static final int THROTTLED = 429;
  private static final byte[] PROBE_CONTENT = {'p'};

  /// What came out.
  enum Verdict {
    /// The store refused both.
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
    // What another address answers says nothing about this one.
    this.stranger = stranger.newBuilder().followRedirects(false).build();
    this.endpoint = Objects.requireNonNull(HttpUrl.parse(endpoint), "AWFAR_S3_ENDPOINT");
    this.bucket = bucket;
  }

  Verdict verdict() {
    try {
      client.putObject(
          PutObjectArgs.builder().bucket(bucket).object(PROBE).stream(
                  new ByteArrayInputStream(PROBE_CONTENT), (long) PROBE_CONTENT.length, -1L)
              .build());
      HttpUrl list =
          url().addQueryParameter("list-type", "2").addQueryParameter("max-keys", "1").build();
      HttpUrl object = url().addPathSegment(PROBE).build();
      if (isGiven(list) || isGiven(object)) {
        return Verdict.PUBLIC;
      }
      return Verdict.PRIVATE;
    } catch (MinioException | IllegalStateException | IOException e) {
      log.warn("It is not known whether the bucket is private: {}", e.toString());
      return Verdict.UNKNOWN;
    }
  }

  private HttpUrl.Builder url() {
    return endpoint.newBuilder().addPathSegment(bucket);
  }

  /// A refusal is any answer that blames the request, whichever way: some stores answer 400 to what
  /// is not signed, others 404.
  ///
  /// @throws IOException if the store neither gives nor refuses: it is in trouble, has no time at
  ///   present, or names another address, which may give what this one does not
  private boolean isGiven(HttpUrl url) throws IOException {
    try (Response response = stranger.newCall(new Request.Builder().url(url).build()).execute()) {
      int status = response.code();
      boolean refused = status >= 400 && status < 500 && status != TIMED_OUT && status != THROTTLED;
      if (!response.isSuccessful() && !refused) {
        throw new IOException("The store answered " + status + " to a stranger");
      }
      return response.isSuccessful();
    }
  }
}
