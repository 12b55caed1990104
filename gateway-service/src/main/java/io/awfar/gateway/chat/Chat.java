package io.awfar.gateway.chat;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A chat as the list of chats shows it.
record Chat(
    UUID id,
    String waChatId,
    @Schema(description = "The number of ours that the chat is with") String channelId,
    @Nullable String groupId,
    @Nullable Contact contact,
    LastMessage lastMessage,
    @Schema(description = "Inbound messages that were not marked as read") int unreadCount,
    @Schema(description = "Until when WhatsApp lets us answer freely; later only templates")
        @Nullable Instant windowExpiresAt,
    Instant createdAt,
    Instant updatedAt) {

  record LastMessage(
      UUID id,
      Instant at,
      @Schema(example = "text") String type,
      @Schema(description = "Its first 200 characters") @Nullable String text,
      @Schema(allowableValues = {"inbound", "outbound"}) String direction) {}
}
