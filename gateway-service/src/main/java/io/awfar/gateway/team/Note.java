package io.awfar.gateway.team;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A note on a chat, which its contact never sees.
record Note(
    UUID id,
    @Schema(description = "The chat that it is on now") UUID chatId,
    UUID authorId,
    @Schema(description = "Null for a user that is gone") @Nullable String authorName,
    String text,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Schema(description = "The user that edited it last") @Nullable UUID editedBy) {

  @Override
  public String toString() {
    return "Note[" + id + "]";
  }
}
