package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why a message of ours failed, or why nobody knows what became of it.
record MessageError(
    @Schema(description = "WhatsApp's code, or -1 for a reason of ours", example = "131047")
        @Nullable Integer code,
    @Schema(
            description = "What WhatsApp calls it, or a code of ours such as expired",
            example = "Re-engagement message")
        @Nullable String title,
    @Schema(description = "What went wrong in this case") @Nullable String details) {}
