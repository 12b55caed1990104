package io.awfar.media.mediaid;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// WhatsApp's id of a file, as it is kept beside the file.
///
/// @param checkedAt when WhatsApp last said that it has the file; null if it was not asked yet
record KeptId(String id, Instant uploadedAt, @Nullable Instant checkedAt) {

  /// It may be read from an object that somebody else wrote.
  KeptId {
    if (Objects.requireNonNull(id, "id").isEmpty()) {
      throw new IllegalArgumentException("An id without characters");
    }
    Objects.requireNonNull(uploadedAt, "uploadedAt");
  }

  static KeptId uploaded(String id, Instant uploadedAt) {
    return new KeptId(id, uploadedAt, null);
  }

  KeptId checked(Instant time) {
    return new KeptId(id, uploadedAt, time);
  }

  /// When WhatsApp had the file for sure.
  Instant knownAt() {
    return checkedAt == null ? uploadedAt : checkedAt;
  }
}
