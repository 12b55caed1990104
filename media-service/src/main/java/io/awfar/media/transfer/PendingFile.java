package io.awfar.media.transfer;

import io.awfar.media.lane.Trail;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A message that has a file.
///
/// @param key Kafka key of the message, which its event gets too
/// @param media the file of the message
/// @param trail what the record says about its way so far
record PendingFile(byte @Nullable [] key, Message message, Media media, Trail trail) {

  /// Since when WhatsApp keeps the file under this id: not later than it told us, whatever the
  /// sender's clock says; and not before it handed the history of a number over, however old the
  /// message.
  Instant since() {
    Instant sent = message.getSentAt();
    Instant received = message.getReceivedAt();
    return isOfHistory() || received.isBefore(sent) ? received : sent;
  }

  private boolean isOfHistory() {
    String content = message.getContent();
    return content != null && JsonMapper.shared().readTree(content).hasNonNull("historyStatus");
  }

  /// WhatsApp's media id; empty if the message had none.
  String mediaId() {
    return media.getMediaId() == null ? "" : media.getMediaId();
  }
}
