package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a message was edited to, by whoever wrote it.
record MessageEdit(
    @Schema(description = "The edit is a message of the chat, too") UUID id,
    @Schema(description = "Null once the message was revoked") @Nullable String body,
    Instant editedAt) {}
