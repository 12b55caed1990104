package io.awfar.persistence.chat;

import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What every message of a chat says of the chat alike.
record ChatRow(UUID id, UUID ownerId, String waChatId, String channelId, @Nullable String groupId) {

  static ChatRow of(Message message) {
    return new ChatRow(
        StableId.chat(message.getOwnerId(), message.getWaChatId()),
        message.getOwnerId(),
        message.getWaChatId(),
        message.getChannelId(),
        message.getGroupId());
  }
}
