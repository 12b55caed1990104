package io.awfar.media.file;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.media.store.MediaStore;
import io.awfar.media.store.ObjectKey;
import io.awfar.media.store.StoredFiles;
import io.awfar.media.type.AcceptedType;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Keeps and deletes files so that what is told of them is true. Blocks.
///
/// A file is told of once its object is there, and told to be deleted once its object is gone. A
/// crash between the two leaves an object that nobody was told of, or a row without an object:
/// neither shows or hides what it should not, the request was not answered, and its repetition, or
/// the reconciliation, mends it. The other order would leave a deleted file readable.
public final class FileKeeper {

  private static final int LOCKS = 64;
  private static final int ROUNDS_MAX = 3;

  private final MediaStore store;
  private final StoredFiles files;
  private final FileLog log;
  private final Semaphore stores;
  private final Clock clock;

  /// Uploading and deleting the same file wait for each other; several instances do not, which is
  /// why an upload looks once more.
  private final Lock[] locks =
      IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(Lock[]::new);

  FileKeeper(MediaStore store, StoredFiles files, FileLog log, int storesMax, Clock clock) {
    this.store = store;
    this.files = files;
    this.log = log;
    this.stores = new Semaphore(storesMax);
    this.clock = clock;
  }

  /// A file that is to be kept.
  ///
  /// @param path where it is now
  /// @param name to be shown
  /// @param actorId the user that uploaded it
  public record NewFile(
      ObjectKey key,
      Path path,
      AcceptedType type,
      long sizeBytes,
      @Nullable String name,
      UUID actorId) {}

  /// Stores a file and tells of it; one that is there already stays as it is.
  ///
  /// @throws RefusedException if Kafka was not told for sure
  /// @throws io.awfar.media.store.StoreUnavailableException if it is not stored for sure
  public void keep(NewFile file) {
    Lock lock = lockOf(file.key());
    lock.lock();
    try {
      for (int round = 0; round < ROUNDS_MAX; round++) {
        put(file);
        log.tell(uploaded(file));
        if (files.find(file.key().toString()).isPresent()) {
          return;
        }
      }
      throw new RefusedException(Refusal.BUSY);
    } finally {
      lock.unlock();
    }
  }

  /// Removes a file with all that is beside it and tells of it; one that is gone is told of again.
  ///
  /// @throws RefusedException if Kafka was not told for sure
  /// @throws io.awfar.media.store.StoreUnavailableException if something of it may be left
  public void delete(ObjectKey key, UUID actorId) {
    Lock lock = lockOf(key);
    lock.lock();
    try {
      // The time before it is gone: what is stored meanwhile is later, and stays.
      FileEvent deleted = event(key, FileEventType.DELETED).setActorId(actorId).build();
      files.remove(key);
      log.tell(deleted);
    } finally {
      lock.unlock();
    }
  }

  /// Removes a file, with all that is beside it, that nobody knows of; it is not told of, since it
  /// never was.
  ///
  /// @param before what anything of it was put at or after is left alone
  /// @param known asked whether it is known after all
  /// @return whether it was removed
  /// @throws io.awfar.media.store.StoreUnavailableException if something of it may be left
  public boolean removeUnknown(ObjectKey key, Instant before, BooleanSupplier known) {
    Lock lock = lockOf(key);
    lock.lock();
    try {
      if (known.getAsBoolean()) {
        return false;
      }
      // Last, since whoever makes it known puts it first.
      Optional<Instant> modifiedAt = files.modifiedAt(key);
      if (modifiedAt.isEmpty() || !modifiedAt.get().isBefore(before)) {
        return false;
      }
      files.remove(key);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Tells that a file is not in the bucket, though it should be, unless it is.
  ///
  /// @param occurredAt later than whatever told that it is there
  /// @return whether it was told
  /// @throws RefusedException if Kafka was not told for sure
  /// @throws io.awfar.media.store.StoreUnavailableException if the store does not tell
  public boolean tellMissing(ObjectKey key, Instant occurredAt) {
    Lock lock = lockOf(key);
    lock.lock();
    try {
      if (files.find(key.toString()).isPresent()) {
        return false;
      }
      log.tell(event(key, FileEventType.MISSING).setOccurredAt(occurredAt).build());
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void put(NewFile file) {
    stores.acquireUninterruptibly();
    try {
      String unused = store.put(file.key(), file.path(), file.type().mimeType());
    } finally {
      stores.release();
    }
  }

  private FileEvent uploaded(NewFile file) {
    return event(file.key(), FileEventType.UPLOADED)
        .setActorId(file.actorId())
        .setMimeType(file.type().mimeType())
        .setKind(file.type().kind().word())
        .setSizeBytes(file.sizeBytes())
        .setFileName(file.name())
        .build();
  }

  private FileEvent.Builder event(ObjectKey key, FileEventType type) {
    return FileEvent.newBuilder()
        .setOwnerId(key.ownerId())
        .setObjectKey(key.toString())
        .setType(type)
        .setOccurredAt(clock.instant());
  }

  private Lock lockOf(ObjectKey key) {
    return locks[Math.floorMod(key.hashCode(), LOCKS)];
  }
}
