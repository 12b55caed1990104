package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step that a message of ours has come, for one of its recipients.
record MessageStatus(
    @Schema(
            description = "As WhatsApp names it, or queued, accepted, unconfirmed",
            example = "read")
        String status,
    @Schema(description = "When it happened") Instant at,
    @Schema(description = "Whom it is about: user id, phone number or group id")
        @Nullable String recipient,
    @Nullable MessageError error,
    @Schema(description = "What WhatsApp charges for the message, as far as it said")
        @Nullable Pricing pricing,
    @Nullable Conversation conversation) {

  @Schema(name = "MessagePricing")
  record Pricing(
      @Schema(example = "PMP") @Nullable String model,
      @Schema(example = "service") @Nullable String category,
      @Nullable Boolean billable) {}

  @Schema(name = "MessageConversation")
  record Conversation(@Nullable String id, @Schema(example = "service") @Nullable String origin) {}
}
