package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A reaction that somebody has put on a message or taken off, whatever came after it.
record PastReaction(
    @Schema(description = "The reaction is a message of the chat, too") UUID id,
    @Schema(description = "Who; for one of the business, whom the message is for")
        @Nullable UUID contactId,
    @Schema(
            allowableValues = {"inbound", "outbound"},
            description = "Outbound for a reaction of the business")
        String direction,
    @Schema(example = "👍", description = "Null where the reaction was taken off")
        @Nullable String emoji,
    Instant reactedAt) {}
