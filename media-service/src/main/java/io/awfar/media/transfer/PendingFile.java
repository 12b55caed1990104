package io.awfar.media.transfer;

import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import org.jspecify.annotations.Nullable;

/// A message that has a file.
///
/// @param key Kafka key of the message, which its event gets too
/// @param media the file of the message
record PendingFile(byte @Nullable [] key, Message message, Media media) {

  /// WhatsApp's media id; empty if the message had none.
  String mediaId() {
    return media.getMediaId() == null ? "" : media.getMediaId();
  }
}
