package io.awfar.media.store;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.util.Iterator;

/// All that is in the bucket, in the order of the keys' bytes. It is asked for in pages of 1,000,
/// while they are read; whatever changes meanwhile may be seen or not. Blocks.
public final class BucketListing implements Iterable<ListedObject> {

  private final MinioClient client;
  private final String bucket;

  BucketListing(MinioClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /// Its methods throw a [StoreUnavailableException] if the store does not tell.
  @Override
  public Iterator<ListedObject> iterator() {
    Iterator<Result<Item>> items =
        client
            .listObjects(
                ListObjectsArgs.builder().bucket(bucket).prefix("").recursive(true).build())
            .iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        try {
          return items.hasNext();
        } catch (IllegalStateException e) {
          throw untold(e);
        }
      }

      @Override
      public ListedObject next() {
        try {
          Item item = items.next().get();
          return new ListedObject(item.objectName(), item.lastModified().toInstant());
        } catch (MinioException | IllegalStateException e) {
          throw untold(e);
        }
      }
    };
  }

  private StoreUnavailableException untold(Exception cause) {
    return new StoreUnavailableException("The bucket " + bucket + " does not list", cause);
  }
}
