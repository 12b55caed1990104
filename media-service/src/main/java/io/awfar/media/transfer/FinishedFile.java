package io.awfar.media.transfer;

import io.awfar.media.preview.PixelSize;
import io.awfar.media.transfer.Ending.Expired;
import io.awfar.media.transfer.Ending.Failed;
import io.awfar.media.transfer.Ending.Stored;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.Message;
import java.time.Duration;
import java.time.Instant;

/// A file whose transfer has ended.
record FinishedFile(PendingFile file, Ending ending, Instant at, Duration took) implements Outcome {

  /// The event that tells others.
  MediaEvent event() {
    Message message = file.message();
    MediaEvent.Builder event =
        MediaEvent.newBuilder()
            .setMessageId(message.getMessageId())
            .setOwnerId(message.getOwnerId())
            .setChannelId(message.getChannelId())
            .setWaMessageId(message.getWaMessageId())
            .setMediaId(file.mediaId())
            .setOutcome(ending.outcome())
            .setOccurredAt(at);
    return switch (ending) {
      case Stored stored -> stored(event, stored).build();
      case Failed failed -> event.setReason(failed.reason()).build();
      case Expired expired -> event.setReason(expired.reason()).build();
    };
  }

  private static MediaEvent.Builder stored(MediaEvent.Builder event, Stored stored) {
    PixelSize size = stored.preview().size();
    Duration length = stored.preview().length();
    return event
        .setObjectKey(stored.key().toString())
        .setSha256(stored.key().sha256())
        .setSizeBytes(stored.sizeBytes())
        .setMimeType(stored.mimeType())
        .setThumbnailKey(stored.thumbnailKey())
        .setWidthPixels(size == null ? null : size.width())
        .setHeightPixels(size == null ? null : size.height())
        .setDurationMillis(length == null ? null : length.toMillis());
  }
}
