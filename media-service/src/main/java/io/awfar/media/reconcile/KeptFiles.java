package io.awfar.media.reconcile;

import io.awfar.media.store.ListedObject;
import io.awfar.media.store.ObjectKey;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of the bucket, one after the other, out of its listing; what is no file of ours is
/// passed over.
final class KeptFiles implements Iterator<KeptFile> {

  private final Iterator<ListedObject> listing;

  /// The beginning of the file after the next.
  private @Nullable KeptFile begun;

  private @Nullable KeptFile next;

  /// @param listing in the order of keys
  KeptFiles(Iterator<ListedObject> listing) {
    this.listing = listing;
    this.next = read();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /// @throws RunEndedException if the listing is not in order
  @Override
  public KeptFile next() {
    KeptFile file = next;
    if (file == null) {
      throw new NoSuchElementException();
    }
    next = read();
    return file;
  }

  private @Nullable KeptFile read() {
    KeptFile file = begun;
    begun = null;
    while (listing.hasNext()) {
      ListedObject object = listing.next();
      Optional<ObjectKey> key = ObjectKey.ofObject(object.key());
      if (key.isEmpty()) {
        continue;
      }
      String name = key.get().toString();
      KeptFile piece = new KeptFile(name, name.equals(object.key()), object.modifiedAt());
      if (file == null) {
        file = piece;
      } else if (file.key().equals(name)) {
        file = file.with(piece);
      } else {
        Disorder.check("The bucket", file.key(), name);
        begun = piece;
        return file;
      }
    }
    return file;
  }
}
