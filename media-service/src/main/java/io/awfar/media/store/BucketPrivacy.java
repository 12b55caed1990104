package io.awfar.media.store;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a stranger gets anything out of the bucket, or into it, asked as a stranger would:
/// without a signature. What a policy says could be read in as many ways as there are stores, and
/// some have none to read.
final class BucketPrivacy {

  /// An object that is there to be asked for: stores answer alike for what is not there.
  static final String PROBE = "awfar-private-probe";

  private static final Logger log = LoggerFactory.getLogger(BucketPrivacy.class);
  private static final int TIMED_OUT = 408;
  private static final int THROTTLED = 429;
  private static final byte[] PROBE_CONTENT = {'p'};

  /// What came out.
  enum Verdict {
    /// The store refused all three.
    PRIVATE,
    /// Anybody may list the bucket, read what is in it, or put something there.
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
      if (isGranted(new Request.Builder().url(list))
          || isGranted(new Request.Builder().url(object))) {
        return Verdict.PUBLIC;
      }
      // Last, since what a stranger has put may be kept from us.
      if (isGranted(new Request.Builder().url(object).put(RequestBody.create(PROBE_CONTENT)))) {
        removeProbe();
        return Verdict.PUBLIC;
      }
      return Verdict.PRIVATE;
    } catch (MinioException | IllegalStateException | IOException e) {
      log.warn("It is not known whether the bucket is private: {}", e.toString());
      return Verdict.UNKNOWN;
    }
  }

  /// What a stranger has put is nothing to keep; the next question begins with one of ours.
  private void removeProbe() {
    try {
      client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(PROBE).build());
    } catch (MinioException e) {
      log.warn("What a stranger could put stays there, as {}: {}", PROBE, e.toString());
    }
  }

  private HttpUrl.Builder url() {
    return endpoint.newBuilder().addPathSegment(bucket);
  }

  /// A refusal is any answer that blames the request, whichever way: some stores answer 400 to what
  /// is not signed, others 404.
  ///
  /// @throws IOException if the store neither grants nor refuses: it is in trouble, has no time at
  ///   present, or names another address, which may grant what this one does not
  private boolean isGranted(Request.Builder request) throws IOException {
    try (Response response = stranger.newCall(request.build()).execute()) {
      int status = response.code();
      boolean refused = status >= 400 && status < 500 && status != TIMED_OUT && status != THROTTLED;
      if (!response.isSuccessful() && !refused) {
        throw new IOException("The store answered " + status + " to a stranger");
      }
      return response.isSuccessful();
    }
  }
}
