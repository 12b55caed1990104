package io.awfar.persistence.status;

import static java.util.Comparator.comparing;

import io.awfar.persistence.batch.CopyRows;
import io.awfar.persistence.batch.IdOrder;
import io.awfar.whatsapp.Conversation;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.Pricing;
import io.awfar.whatsapp.WhatsAppError;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `message_statuses`.
record StatusRow(
    UUID ownerId,
    String waMessageId,
    int rank,
    String status,
    String recipient,
    String channelId,
    Instant occurredAt,
    Instant receivedAt,
    @Nullable Integer errorCode,
    @Nullable String errorTitle,
    @Nullable String conversationId,
    @Nullable String conversationOrigin,
    @Nullable String pricingModel,
    @Nullable String pricingCategory,
    @Nullable Boolean billable,
    @Nullable String callbackData,
    @Nullable String errorDetails) {

  /// The order of the primary key.
  static final Comparator<StatusRow> KEY =
      comparing(StatusRow::ownerId, IdOrder.UNSIGNED)
          .thenComparing(StatusRow::waMessageId)
          .thenComparing(StatusRow::rank)
          .thenComparing(StatusRow::status)
          .thenComparing(StatusRow::recipient)
          .thenComparing(StatusRow::channelId);

  private static final int COLUMNS = 17;

  static StatusRow of(MessageStatus status) {
    WhatsAppError error = status.getErrors().isEmpty() ? null : status.getErrors().getFirst();
    Conversation conversation = status.getConversation();
    Pricing pricing = status.getPricing();
    return new StatusRow(
        status.getOwnerId(),
        status.getWaMessageId(),
        StatusRank.of(status.getStatus()),
        status.getStatusName().toLowerCase(Locale.ROOT),
        recipient(status),
        status.getChannelId(),
        status.getOccurredAt(),
        status.getReceivedAt(),
        error == null ? null : (Integer) error.getCode(),
        error == null ? null : error.getTitle(),
        conversation == null ? null : conversation.getId(),
        conversation == null ? null : conversation.getOrigin(),
        pricing == null ? null : pricing.getModel(),
        pricing == null ? null : pricing.getCategory(),
        pricing == null ? null : pricing.getBillable(),
        status.getCallbackData(),
        error == null ? null : details(error));
  }

  /// The columns in the order of this record.
  void write(CopyRows rows) {
    rows.row(COLUMNS)
        .uuid(ownerId)
        .text(waMessageId)
        .number((short) rank)
        .text(status)
        .text(recipient)
        .text(channelId)
        .time(occurredAt)
        .time(receivedAt)
        .number(errorCode)
        .text(errorTitle)
        .text(conversationId)
        .text(conversationOrigin)
        .text(pricingModel)
        .text(pricingCategory)
        .bool(billable)
        .text(callbackData)
        .text(errorDetails);
  }

  private static @Nullable String details(WhatsAppError error) {
    return error.getDetails() == null ? error.getMessage() : error.getDetails();
  }

  /// As in the identity of the event; empty if it names nobody.
  private static String recipient(MessageStatus status) {
    if (status.getRecipientUserId() != null) {
      return status.getRecipientUserId();
    }
    if (status.getRecipientId() != null) {
      return status.getRecipientId();
    }
    return status.getGroupId() == null ? "" : status.getGroupId();
  }
}
