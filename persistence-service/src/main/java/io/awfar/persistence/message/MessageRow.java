package io.awfar.persistence.message;

import io.awfar.persistence.chat.ChatChanges;
import io.awfar.persistence.contact.ContactStore;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `messages`.
///
/// @param mediaId of its file; empty if WhatsApp gave none, null if it has no file
record MessageRow(
    UUID id,
    UUID ownerId,
    UUID chatId,
    @Nullable UUID contactId,
    Instant createdAt,
    Instant receivedAt,
    @Nullable Boolean voice,
    String channelId,
    String waMessageId,
    String direction,
    String type,
    @Nullable String body,
    @Nullable String replyTo,
    @Nullable String mediaId,
    @Nullable String mimeType,
    @Nullable String fileName,
    @Nullable String mediaSha256,
    @Nullable String content) {

  static MessageRow of(Message message) {
    Media media = message.getMedia();
    return new MessageRow(
        message.getMessageId(),
        message.getOwnerId(),
        ChatChanges.idOf(message),
        ContactStore.idOf(message),
        message.getSentAt(),
        message.getReceivedAt(),
        media == null ? null : (Boolean) media.getVoice(),
        message.getChannelId(),
        message.getWaMessageId(),
        direction(message.getDirection()),
        type(message),
        message.getText(),
        replyTo(message),
        media == null ? null : Objects.requireNonNullElse(media.getMediaId(), ""),
        media == null ? null : media.getMimeType(),
        media == null ? null : media.getFileName(),
        media == null ? null : media.getSha256(),
        MessageContent.of(message));
  }

  private static String direction(Direction direction) {
    return switch (direction) {
      case INBOUND -> "inbound";
      case OUTBOUND -> "outbound";
    };
  }

  /// A type that this version has no name for keeps the one that WhatsApp gave it.
  private static String type(Message message) {
    return message.getType() == MessageType.UNKNOWN
        ? message.getTypeName()
        : message.getType().name().toLowerCase(Locale.ROOT);
  }

  /// The message that this one is about, in whichever way.
  private static @Nullable String replyTo(Message message) {
    if (message.getReaction() != null) {
      return message.getReaction().getWaMessageId();
    }
    if (message.getTarget() != null) {
      return message.getTarget();
    }
    return message.getContext() == null ? null : message.getContext().getWaMessageId();
  }
}
