package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message with all that has become of it, as [MessageDetailQueries#ONE] writes it: the members
/// of [Message], and its history.
record MessageDetails(
    UUID id,
    UUID chatId,
    @Schema(description = "Who wrote it, or whom it is for; null if unknown")
        @Nullable UUID contactId,
    @Schema(description = "WhatsApp's id; null for a message of ours that it has not accepted")
        @Nullable String waMessageId,
    @Schema(allowableValues = {"inbound", "outbound"}) String direction,
    @Schema(description = "As WhatsApp names it", example = "text") String type,
    @Schema(description = "As it was edited last; null once revoked") @Nullable String body,
    @Schema(
            implementation = Object.class,
            types = "object",
            description = "What has no member of its own, such as a location")
        @Nullable String content,
    @Schema(description = "waMessageId of the message that this one answers or reacts to")
        @Nullable String replyTo,
    @Schema(description = "When it was sent, by WhatsApp's clock") Instant createdAt,
    @Schema(description = "When it was edited last") @Nullable Instant editedAt,
    @Schema(description = "When it was deleted for everyone; what it said is not shown any more")
        @Nullable Instant revokedAt,
    @Schema(description = "The present reaction of each person") List<MessageReaction> reactions,
    @Schema(
            description =
                "How far an outbound message has come, from queued, accepted or unconfirmed on",
            example = "delivered")
        @Nullable String status,
    @Schema(description = "Why, if the status is failed or unconfirmed and anything tells")
        @Nullable MessageError error,
    @Nullable MessageMedia media,
    @Schema(description = "All steps that a message of ours has come, in order of time")
        List<MessageStatus> statuses,
    @Schema(description = "In order of time") List<MessageEdit> edits,
    @Schema(description = "All reactions, also those that were taken off, in order of time")
        List<PastReaction> reactionHistory) {}
