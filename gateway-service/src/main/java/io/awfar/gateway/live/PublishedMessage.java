package io.awfar.gateway.live;

import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// What is told of a message that came in, or that was written on the business's phone.
final class PublishedMessage {

  private PublishedMessage() {}

  /// @return null for a message out of the history of a number, which is nothing new
  static @Nullable ToldMessage told(Message message) {
    if (message.getHistoryStatus() != null) {
      return null;
    }
    return new ToldMessage(
        message.getMessageId(),
        message.getOwnerId(),
        message.getChannelId(),
        message.getWaChatId(),
        message.getGroupId(),
        message.getContact(),
        message.getWaMessageId(),
        switch (message.getDirection()) {
          case INBOUND -> "inbound";
          case OUTBOUND -> "outbound";
        },
        type(message),
        message.getText(),
        content(message),
        replyTo(message),
        message.getSentAt(),
        null,
        file(message.getMedia()));
  }

  private static String type(Message message) {
    return message.getType() == MessageType.UNKNOWN
        ? message.getTypeName()
        : message.getType().name().toLowerCase(Locale.ROOT);
  }

  /// The message that it is about, in whichever way.
  private static @Nullable String replyTo(Message message) {
    if (message.getReaction() != null) {
      return message.getReaction().getWaMessageId();
    }
    if (message.getTarget() != null) {
      return message.getTarget();
    }
    return message.getContext() == null ? null : message.getContext().getWaMessageId();
  }

  private static ToldMessage.@Nullable File file(@Nullable Media media) {
    return media == null || (media.getMediaId() == null && media.getMimeType() == null)
        ? null
        : new ToldMessage.File(media.getMimeType(), media.getFileName(), media.getVoice());
  }

  /// What has no member of its own, under the names that it has in a page of messages.
  private static @Nullable String content(Message message) {
    boolean animated = message.getMedia() != null && message.getMedia().getAnimated();
    JsonNode received = Members.foreign(message.getContent());
    boolean plain =
        message.getLocation() == null
            && message.getReply() == null
            && message.getReaction() == null
            && message.getContext() == null
            && message.getErrors().isEmpty()
            && received == null
            && !animated;
    return plain
        ? null
        : Members.object(json -> {
          part(json, "location", message.getLocation());
          part(json, "reply", message.getReply());
          part(json, "reaction", message.getReaction());
          part(json, "context", message.getContext());
          part(json, "errors", message.getErrors().isEmpty() ? null : message.getErrors());
          if (animated) {
            json.writeBooleanProperty("animated", true);
          }
          if (received != null) {
            json.writeName("received");
            json.writeRawValue(received.toString());
          }
        });
  }

  private static void part(JsonGenerator json, String name, @Nullable Object value) {
    if (value != null) {
      json.writeName(name);
      AvroJson.write(json, value);
    }
  }
}
