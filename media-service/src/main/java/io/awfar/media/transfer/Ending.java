package io.awfar.media.transfer;

import io.awfar.media.store.ObjectKey;
import io.awfar.whatsapp.MediaOutcome;

/// How the transfer of one file ended, for good.
sealed interface Ending {

  /// The file is in the bucket.
  record Stored(ObjectKey key, long sizeBytes, String mimeType) implements Ending {}

  /// The file cannot be had or not be kept.
  ///
  /// @param reason stable code, as the README lists them
  record Failed(String reason) implements Ending {}

  /// WhatsApp no longer has the file.
  record Expired(String reason) implements Ending {}

  /// The name of this ending in the contract.
  default MediaOutcome outcome() {
    return switch (this) {
      case Stored _ -> MediaOutcome.STORED;
      case Failed _ -> MediaOutcome.FAILED;
      case Expired _ -> MediaOutcome.EXPIRED;
    };
  }
}
