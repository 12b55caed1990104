package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An emoji that somebody has put on a message, and not taken off.
record MessageReaction(
    @Schema(description = "Who; for one of the business, whom the message is for")
        @Nullable UUID contactId,
    @Schema(
            allowableValues = {"inbound", "outbound"},
            description = "Outbound for a reaction of the business")
        String direction,
    @Schema(example = "👍") String emoji,
    Instant reactedAt) {}
