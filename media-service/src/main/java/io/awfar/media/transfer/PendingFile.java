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

  /// When it was sent: not later than WhatsApp told us of it, whatever the sender's clock says.
  Instant sentAt() {
    Instant sent = message.getSentAt();
    Instant toldAt = toldAt();
    return toldAt.isBefore(sent) ? toldAt : sent;
  }

  /// When WhatsApp told us of it, which is long after it was sent where a number's history is
  /// handed over.
  Instant toldAt() {
    return message.getReceivedAt();
  }

  /// WhatsApp's media id; empty if the message had none.
  String mediaId() {
    return media.getMediaId() == null ? "" : media.getMediaId();
  }
}
