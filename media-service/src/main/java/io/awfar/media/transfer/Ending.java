package io.awfar.media.transfer;

import io.awfar.media.preview.Preview;
import io.awfar.media.store.ObjectKey;
import io.awfar.whatsapp.MediaOutcome;
import org.jspecify.annotations.Nullable;

/// How the transfer of one file ended, for good.
sealed interface Ending {

  /// The file is in the bucket.
  ///
  /// @param thumbnailKey name of the object with the thumbnail, if there is one
  record Stored(
      ObjectKey key,
      long sizeBytes,
      String mimeType,
      Preview preview,
      @Nullable String thumbnailKey)
      implements Ending {}

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
