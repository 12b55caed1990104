package io.awfar.gateway.chat;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The user that answers a chat.
record Assignee(
    UUID id, @Schema(description = "Null for a user that is gone") @Nullable String name) {}
