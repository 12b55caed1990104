package io.awfar.media.store;

import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The objects that are in the bucket: what they are, where they can be had for a while, and how
/// they go. Blocks.
///
/// An object may have others beside it, such as its preview: their keys begin with its own and a
/// dot.
public final class StoredFiles {

  private static final int NOT_FOUND = 404;

  /// An object has its preview beside it and an id for each number that it was sent from.
  private static final int BESIDE_MAX = 10_000;

  private final MinioClient client;
  private final MinioClient streams;
  private final MinioClient signer;
  private final String bucket;

  /// @param streams whose requests may last as long as whoever reads the bytes takes
  /// @param signer whose address is the one that clients reach the store at
  StoredFiles(MinioClient client, MinioClient streams, MinioClient signer, String bucket) {
    this.client = client;
    this.streams = streams;
    this.signer = signer;
    this.bucket = bucket;
  }

  /// @throws StoreUnavailableException if the store does not tell
  public Optional<StoredFile> find(String key) {
    try {
      StatObjectResponse found =
          client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build());
      String type = Objects.requireNonNullElse(found.contentType(), "application/octet-stream");
      return Optional.of(new StoredFile(type, found.size()));
    } catch (ErrorResponseException e) {
      if (e.response().code() == NOT_FOUND) {
        return Optional.empty();
      }
      throw new StoreUnavailableException("The bucket does not show " + key, e);
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailableException("The bucket does not show " + key, e);
    }
  }

  /// The bytes of an object, as they are read; whoever opens them closes them.
  ///
  /// @throws StoreUnavailableException if they cannot be had
  public InputStream open(String key) {
    try {
      return streams.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailableException("The bucket does not give " + key, e);
    }
  }

  /// A small object, or its beginning.
  ///
  /// @throws StoreUnavailableException if it cannot be had
  public byte[] read(String key, int bytesMax) {
    try (InputStream in = open(key)) {
      return in.readNBytes(bytesMax);
    } catch (IOException e) {
      throw new StoreUnavailableException("The bucket does not give " + key, e);
    }
  }

  /// Where an object can be had without a key of the store, for a while. Whether it is there is not
  /// asked.
  ///
  /// @param disposition what a browser is told to do with it
  public URI signedUrl(String key, Duration validity, String disposition) {
    try {
      return URI.create(
          signer.getPresignedObjectUrl(
              GetPresignedObjectUrlArgs.builder()
                  .method(Http.Method.GET)
                  .bucket(bucket)
                  .object(key)
                  .expiry(Math.toIntExact(validity.toSeconds()))
                  .extraQueryParams(Map.of("response-content-disposition", disposition))
                  .build()));
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailableException("No url can be signed", e);
    }
  }

  /// Removes an object and what is beside it: that first, so that an attempt that fails half-way
  /// can be repeated, and then what was put beside it meanwhile. Whoever puts something beside an
  /// object later finds the object gone.
  ///
  /// @throws StoreUnavailableException if something may be left
  public void remove(ObjectKey key) {
    try {
      removeAll(beside(key));
      remove(key.toString());
      List<String> late = beside(key);
      // What was listed is that of a new object if there is one by now.
      if (!late.isEmpty() && find(key.toString()).isEmpty()) {
        removeAll(late);
      }
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailableException("The bucket does not remove " + key, e);
    }
  }

  /// Removes an object that is beside another.
  ///
  /// @throws StoreUnavailableException if it may be left
  public void removeBeside(String key) {
    try {
      remove(key);
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailableException("The bucket does not remove " + key, e);
    }
  }

  /// When anything of a file was put last: itself, or what is beside it; none if there is nothing.
  ///
  /// @throws StoreUnavailableException if the store does not tell
  public Optional<Instant> modifiedAt(ObjectKey key) {
    try {
      return listed(key.toString()).stream()
          .map(item -> item.lastModified().toInstant())
          .max(Comparator.naturalOrder());
    } catch (MinioException | IllegalStateException e) {
      throw new StoreUnavailableException("The bucket does not show " + key, e);
    }
  }

  private List<String> beside(ObjectKey key) throws MinioException {
    return listed(key + ".").stream().map(Item::objectName).toList();
  }

  private List<Item> listed(String prefix) throws MinioException {
    List<Item> items = new ArrayList<>();
    for (Result<Item> item :
        client.listObjects(
            ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build())) {
      if (items.size() == BESIDE_MAX) {
        break;
      }
      items.add(item.get());
    }
    return items;
  }

  private void removeAll(List<String> keys) throws MinioException {
    for (String key : keys) {
      remove(key);
    }
  }

  private void remove(String key) throws MinioException {
    try {
      client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
    } catch (ErrorResponseException e) {
      // Some stores answer so for what is gone already.
      if (e.response().code() != NOT_FOUND) {
        throw e;
      }
    }
  }
}
