package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message of a chat, as [MessageQueries#PAGE] writes it.
record Message(
    UUID id,
    UUID chatId,
    @Schema(description = "Who wrote it, or whom it is for; null if unknown")
        @Nullable UUID contactId,
    String waMessageId,
    @Schema(allowableValues = {"inbound", "outbound"}) String direction,
    @Schema(description = "As WhatsApp names it", example = "text") String type,
    @Nullable String body,
    @Schema(
            implementation = Object.class,
            types = "object",
            description = "What has no member of its own, such as a location")
        @Nullable String content,
    @Schema(description = "waMessageId of the message that this one answers or reacts to")
        @Nullable String replyTo,
    @Schema(description = "When it was sent, by WhatsApp's clock") Instant createdAt,
    @Schema(
            description = "How far an outbound message has come; never falls back",
            example = "delivered")
        @Nullable String status,
    @Nullable MessageMedia media) {}
