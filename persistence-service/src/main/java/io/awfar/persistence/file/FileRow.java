package io.awfar.persistence.file;

import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of one file: the newest upload, and the newest end.
record FileRow(
    UUID ownerId, String objectKey, @Nullable FileEvent upload, @Nullable FileEvent end) {

  static FileRow of(FileEvent event) {
    boolean upload = event.getType() == FileEventType.UPLOADED;
    return new FileRow(
        event.getOwnerId(), event.getObjectKey(), upload ? event : null, upload ? null : event);
  }

  FileRow with(FileRow next) {
    return new FileRow(ownerId, objectKey, newer(upload, next.upload), newer(end, next.end));
  }

  @Nullable Instant uploadedAt() {
    return upload == null ? null : upload.getOccurredAt();
  }

  @Nullable Instant goneAt() {
    return end == null ? null : end.getOccurredAt();
  }

  @Nullable UUID deletedBy() {
    return end == null ? null : end.getActorId();
  }

  /// `deleted` or `missing`.
  @Nullable String gone() {
    if (end == null) {
      return null;
    }
    return end.getType() == FileEventType.MISSING ? "missing" : "deleted";
  }

  private static @Nullable FileEvent newer(@Nullable FileEvent first, @Nullable FileEvent next) {
    if (first == null || next == null) {
      return first == null ? next : first;
    }
    return next.getOccurredAt().isAfter(first.getOccurredAt()) ? next : first;
  }
}
