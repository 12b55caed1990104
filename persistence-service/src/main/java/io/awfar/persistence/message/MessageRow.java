package io.awfar.persistence.message;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.awfar.persistence.batch.CopyRows;
import io.awfar.persistence.batch.IdOrder;
import io.awfar.persistence.chat.MessageNames;
import io.awfar.schemas.id.BoundedId;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `messages`.
///
/// @param waMessageId null for a message of ours that WhatsApp has not accepted yet
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
    @Nullable String waMessageId,
    String direction,
    String type,
    @Nullable String body,
    @Nullable String replyTo,
    @Nullable String mediaId,
    @Nullable String mimeType,
    @Nullable String fileName,
    @Nullable String mediaSha256,
    @Nullable String content) {

  /// Two transactions that hold the same messages must meet them in the same order. Those of one
  /// WhatsApp id stay as they came: the first is the row.
  static final Comparator<MessageRow> BY_WA_MESSAGE_ID =
      comparing(MessageRow::ownerId, IdOrder.UNSIGNED)
          .thenComparing(MessageRow::waMessageId, nullsFirst(naturalOrder()));

  /// For messages of which each is new: those of one chat, which are read together, are stored
  /// together, and the page of the index that all of them go to is looked for once.
  static final Comparator<MessageRow> BY_CHAT =
      comparing(MessageRow::chatId, IdOrder.UNSIGNED)
          .thenComparing(MessageRow::createdAt)
          .thenComparing(MessageRow::id, IdOrder.UNSIGNED);

  private static final int COLUMNS = 18;

  static MessageRow of(Message message, UUID chatId, @Nullable UUID contactId) {
    Media media = message.getMedia();
    return new MessageRow(
        message.getMessageId(),
        message.getOwnerId(),
        chatId,
        contactId,
        message.getSentAt(),
        message.getReceivedAt(),
        media == null ? null : (Boolean) media.getVoice(),
        message.getChannelId(),
        message.getWaMessageId(),
        MessageNames.direction(message),
        MessageNames.type(message),
        message.getText(),
        replyTo(message),
        media == null ? null : Objects.requireNonNullElse(media.getMediaId(), ""),
        media == null ? null : media.getMimeType(),
        media == null ? null : media.getFileName(),
        media == null ? null : media.getSha256(),
        MessageContent.of(message));
  }

  /// The same as the row of a message that we send.
  ///
  /// @param knownAs WhatsApp's id of it, null as long as there is none
  MessageRow asSent(
      @Nullable String knownAs, @Nullable String answered, @Nullable String sentContent) {
    return new MessageRow(
        id,
        ownerId,
        chatId,
        contactId,
        createdAt,
        receivedAt,
        voice,
        channelId,
        knownAs,
        direction,
        type,
        body,
        answered,
        mediaId,
        mimeType,
        fileName,
        mediaSha256,
        sentContent);
  }

  /// The columns in the order of this record.
  void write(CopyRows rows) {
    rows.row(COLUMNS)
        .uuid(id)
        .uuid(ownerId)
        .uuid(chatId)
        .uuid(contactId)
        .time(createdAt)
        .time(receivedAt)
        .bool(voice)
        .text(channelId)
        .text(waMessageId)
        .text(direction)
        .text(type)
        .text(body)
        .text(replyTo)
        .text(mediaId)
        .text(mimeType)
        .text(fileName)
        .text(mediaSha256)
        .text(content);
  }

  /// The message that this one is about, in whichever way: as short as the id of that one, since an
  /// index holds both.
  private static @Nullable String replyTo(Message message) {
    String about = about(message);
    return about == null ? null : BoundedId.of(about);
  }

  private static @Nullable String about(Message message) {
    if (message.getReaction() != null) {
      return message.getReaction().getWaMessageId();
    }
    if (message.getTarget() != null) {
      return message.getTarget();
    }
    return message.getContext() == null ? null : message.getContext().getWaMessageId();
  }
}
