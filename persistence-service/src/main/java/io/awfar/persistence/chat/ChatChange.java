package io.awfar.persistence.chat;

import io.awfar.persistence.batch.CopyRows;
import io.awfar.persistence.batch.IdOrder;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What new messages of one chat change about it.
final class ChatChange {

  static final int COLUMNS = 15;

  /// How long a business may answer freely.
  private static final Duration WINDOW = Duration.ofHours(24);

  private static final int PREVIEW_CHARACTERS = 200;

  private final UUID id;
  private final UUID ownerId;
  private final String waChatId;
  private final String channelId;
  private final @Nullable String groupId;
  private UUID lastId;
  private Instant lastAt;
  private @Nullable UUID lastContactId;
  private String lastDirection;
  private String lastType;
  private @Nullable String lastText;
  private Instant oldestAt;
  private Instant updatedAt;
  private @Nullable Instant inboundAt;
  private int inbound;

  // Only what is needed of the message: a transaction holds one of these for each of its chats.
  ChatChange(UUID id, Message first, @Nullable UUID contactId) {
    this.id = id;
    this.ownerId = first.getOwnerId();
    this.waChatId = first.getWaChatId();
    this.channelId = first.getChannelId();
    this.groupId = first.getGroupId();
    this.lastId = first.getMessageId();
    this.lastAt = first.getSentAt();
    this.lastContactId = contactId;
    this.lastDirection = MessageNames.direction(first);
    this.lastType = MessageNames.type(first);
    this.lastText = preview(first.getText());
    this.oldestAt = first.getSentAt();
    this.updatedAt = first.getReceivedAt();
    count(first);
  }

  UUID id() {
    return id;
  }

  void add(Message message, @Nullable UUID contactId) {
    if (isAfterLast(message)) {
      lastId = message.getMessageId();
      lastAt = message.getSentAt();
      lastContactId = contactId;
      lastDirection = MessageNames.direction(message);
      lastType = MessageNames.type(message);
      lastText = preview(message.getText());
    }
    oldestAt = message.getSentAt().isBefore(oldestAt) ? message.getSentAt() : oldestAt;
    updatedAt = message.getReceivedAt().isAfter(updatedAt) ? message.getReceivedAt() : updatedAt;
    count(message);
  }

  private void count(Message message) {
    if (message.getDirection() == Direction.INBOUND) {
      // What a history tells of was there before the number came to us.
      inbound += message.getHistoryStatus() == null && isToBeRead(message.getType()) ? 1 : 0;
      Instant at = message.getSentAt();
      if (opensWindow(message.getType()) && (inboundAt == null || at.isAfter(inboundAt))) {
        inboundAt = at;
      }
    }
  }

  /// What an agent has to read: what the person says, but for a reaction.
  private static boolean isToBeRead(MessageType type) {
    return type != MessageType.REACTION && opensWindow(type);
  }

  /// WhatsApp opens it with each message of the person: not with its own notices, nor with a change
  /// of an earlier message.
  private static boolean opensWindow(MessageType type) {
    return switch (type) {
      case SYSTEM, EDIT, REVOKE -> false;
      case UNKNOWN,
          TEXT,
          IMAGE,
          VIDEO,
          AUDIO,
          DOCUMENT,
          STICKER,
          LOCATION,
          CONTACTS,
          INTERACTIVE,
          BUTTON,
          REACTION,
          ORDER,
          UNSUPPORTED,
          REQUEST_WELCOME,
          TEMPLATE,
          MEDIA_PLACEHOLDER ->
          true;
    };
  }

  /// The last message is the first of the chat's page: the newest, and of two in the same second
  /// the one of the greater id, as PostgreSQL orders ids.
  private boolean isAfterLast(Message message) {
    int byTime = message.getSentAt().compareTo(lastAt);
    return byTime > 0
        || (byTime == 0 && IdOrder.UNSIGNED.compare(message.getMessageId(), lastId) > 0);
  }

  /// The columns of `chat_changes`.
  void write(CopyRows rows) {
    rows.row(COLUMNS)
        .uuid(id)
        .uuid(ownerId)
        .text(waChatId)
        .text(channelId)
        .text(groupId)
        .uuid(groupId == null ? lastContactId : null)
        .uuid(lastId)
        .time(lastAt)
        .text(lastDirection)
        .text(lastType)
        .text(lastText)
        .number(inbound)
        .time(inboundAt == null ? null : inboundAt.plus(WINDOW))
        .time(oldestAt)
        .time(updatedAt);
  }

  private static @Nullable String preview(@Nullable String body) {
    return body == null || body.codePointCount(0, body.length()) <= PREVIEW_CHARACTERS
        ? body
        : body.substring(0, body.offsetByCodePoints(0, PREVIEW_CHARACTERS));
  }
}
