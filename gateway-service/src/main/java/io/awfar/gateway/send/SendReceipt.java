package io.awfar.gateway.send;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a caller gets for a message that is on its way.
record SendReceipt(
    @Schema(description = "Our id of the send") UUID sendId,
    @Schema(description = "Id that the message has in its chat; null for a mark as read")
        @Nullable UUID messageId,
    @Schema(description = "The chat that the message is in, or will be") UUID chatId,
    @Schema(allowableValues = "queued") String status) {}
