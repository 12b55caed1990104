package io.awfar.media.transfer;

import io.awfar.media.lane.Trail;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message that has a file.
///
/// @param key Kafka key of the message, which its event gets too
/// @param media the file of the message
/// @param trail what the record says about its way so far
record PendingFile(byte @Nullable [] key, Message message, Media media, Trail trail) {

  /// Since when WhatsApp keeps the file under this id: since it told us, also of a message of long
  /// ago that is handed over with the history of a number.
  Instant since() {
    return message.getReceivedAt();
  }

  /// WhatsApp's media id; empty if the message had none.
  String mediaId() {
    return media.getMediaId() == null ? "" : media.getMediaId();
  }
}
