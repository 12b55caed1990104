package io.awfar.persistence.file;

import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of one file: the newest upload, and of either kind of end the newest. What was
/// deleted may be found to be missing later, which takes nothing back of it.
record FileRow(
    UUID ownerId,
    String objectKey,
    @Nullable FileEvent upload,
    @Nullable FileEvent deletion,
    @Nullable FileEvent loss) {

  static FileRow of(FileEvent event) {
    FileEventType type = event.getType();
    return new FileRow(
        event.getOwnerId(),
        event.getObjectKey(),
        type == FileEventType.UPLOADED ? event : null,
        type == FileEventType.DELETED ? event : null,
        type == FileEventType.MISSING ? event : null);
  }

  FileRow with(FileRow next) {
    return new FileRow(
        ownerId,
        objectKey,
        newer(upload, next.upload),
        newer(deletion, next.deletion),
        newer(loss, next.loss));
  }

  @Nullable Instant uploadedAt() {
    return upload == null ? null : upload.getOccurredAt();
  }

  @Nullable Instant deletedAt() {
    return deletion == null ? null : deletion.getOccurredAt();
  }

  @Nullable UUID deletedBy() {
    return deletion == null ? null : deletion.getActorId();
  }

  @Nullable Instant goneAt() {
    FileEvent end = end();
    return end == null ? null : end.getOccurredAt();
  }

  /// `deleted` or `missing`.
  @Nullable String gone() {
    FileEvent end = end();
    if (end == null) {
      return null;
    }
    return end.getType() == FileEventType.DELETED ? "deleted" : "missing";
  }

  /// Whichever was last; of two at the same time the deletion.
  private @Nullable FileEvent end() {
    return newer(deletion, loss);
  }

  private static @Nullable FileEvent newer(@Nullable FileEvent first, @Nullable FileEvent next) {
    if (first == null || next == null) {
      return first == null ? next : first;
    }
    return next.getOccurredAt().isAfter(first.getOccurredAt()) ? next : first;
  }
}
