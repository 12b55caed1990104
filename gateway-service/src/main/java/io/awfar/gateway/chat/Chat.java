package io.awfar.gateway.chat;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A chat with its last message, and what the team keeps about it.
public record Chat(
    UUID id,
    String waChatId,
    @Schema(description = "The number of ours that the chat is with") String channelId,
    @Nullable String groupId,
    @Nullable Contact contact,
    LastMessage lastMessage,
    @Schema(description = "Inbound messages that were not marked as read") int unreadCount,
    @Schema(description = "Until when WhatsApp lets us answer freely; later only templates")
        @Nullable Instant windowExpiresAt,
    @Schema(description = "The user that answers it; null for nobody") @Nullable Assignee assignee,
    @Schema(
            description = "A closed one is open again as soon as the contact writes",
            allowableValues = {"open", "closed"})
        String state,
    @Schema(description = "By name") List<Label> labels,
    Instant createdAt,
    Instant updatedAt) {

  record LastMessage(
      UUID id,
      Instant at,
      @Schema(example = "text") String type,
      @Schema(description = "Its first 200 characters") @Nullable String text,
      @Schema(allowableValues = {"inbound", "outbound"}) String direction) {}
}
