package io.awfar.gateway.send;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a caller gets for a mark as read.
record ReadReceipt(
    @Schema(description = "Our id of the send to WhatsApp; null if all of it was read already")
        @Nullable UUID sendId,
    @Schema(description = "The chat, whose `unreadCount` follows a moment later") UUID chatId,
    @Schema(
            description = "Whether WhatsApp is told, or there was nothing to tell",
            allowableValues = {"queued", "unchanged"})
        String status) {}
