package io.awfar.media.store;

import io.awfar.media.preview.Thumbnail;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The bucket: created if missing, written whole or not at all, and only while it is known to be
/// private.
///
/// The client reports a lost connection as an [IllegalStateException], and also a request that it
/// cannot make.
public final class MediaStore {

  private static final String UNTYPED = "application/octet-stream";

  private final MinioClient client;
  private final String bucket;
  private final KnownPrivacy privacy;
  private volatile boolean bucketSeen;

  /// @param privacy asked before a file is put
  MediaStore(MinioClient client, String bucket, KnownPrivacy privacy) {
    this.client = client;
    this.bucket = bucket;
    this.privacy = privacy;
  }

  /// Stores a file; an object with the same key has the same content and is replaced.
  ///
  /// @param mimeType as stated by whoever sent the file; one that is no MIME type is not kept
  /// @return the MIME type that the object has
  /// @throws StoreUnavailableException if the object is not stored for sure
  public String put(ObjectKey key, Path file, @Nullable String mimeType) {
    ensurePrivateBucket();
    String contentType = MimeType.orElse(mimeType, UNTYPED);
    try {
      client.uploadObject(
          UploadObjectArgs.builder()
              .bucket(bucket)
              .object(key.toString())
              .filename(file.toString())
              .contentType(contentType)
              .build());
      return contentType;
    } catch (MinioException | IllegalStateException e) {
      throw untaken(key.toString(), e);
    }
  }

  /// Stores the thumbnail of a file, as [ObjectKey#thumbnail].
  ///
  /// @throws StoreUnavailableException if it is not stored for sure
  public void putThumbnail(ObjectKey key, Thumbnail thumbnail) {
    putBeside(key.thumbnail(), thumbnail.open(), thumbnail.sizeBytes(), "image/jpeg");
  }

  /// Stores a small object that is beside a file, in place of any that there is.
  ///
  /// @throws StoreUnavailableException if it is not stored for sure
  public void putBeside(String key, byte[] content, String mimeType) {
    putBeside(key, new ByteArrayInputStream(content), content.length, mimeType);
  }

  private void putBeside(String key, InputStream content, long sizeBytes, String mimeType) {
    ensurePrivateBucket();
    try {
      client.putObject(
          PutObjectArgs.builder().bucket(bucket).object(key).contentType(mimeType).stream(
                  content, sizeBytes, -1L)
              .build());
    } catch (MinioException | IllegalStateException e) {
      throw untaken(key, e);
    }
  }

  /// @throws IllegalStateException if the bucket was never asked: that is a fault of the service,
  ///   and not to be told as one of the bucket
  private StoreUnavailableException untaken(String key, Exception e) {
    if (e instanceof IllegalStateException fault
        && fault.getCause() instanceof IllegalArgumentException) {
      throw fault;
    }
    // Someone may have removed the bucket: the next attempt looks.
    bucketSeen = false;
    return new StoreUnavailableException("The bucket does not take " + key, e);
  }

  /// Creates the bucket if it is not there.
  ///
  /// @throws StoreUnavailableException if that cannot be found out or done
  public void ensureBucket() {
    if (bucketSeen) {
      return;
    }
    try {
      if (!exists()) {
        create();
      }
      bucketSeen = true;
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailableException("The bucket " + bucket + " cannot be reached", e);
    }
  }

  private void ensurePrivateBucket() {
    ensureBucket();
    try {
      privacy.requirePrivate();
    } catch (StoreUnavailableException e) {
      // A bucket that was removed does not tell either, and is made again only if it is looked for.
      bucketSeen = false;
      throw e;
    }
  }

  private boolean exists() throws MinioException {
    return client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
  }

  /// No policy is set, so that only signed requests get in.
  private void create() throws MinioException {
    try {
      client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    } catch (MinioException | IllegalStateException e) {
      // Another instance may have been faster.
      if (!exists()) {
        throw e;
      }
    }
  }
}
