package io.awfar.ingest.send;

import io.awfar.ingest.call.Answered;
import io.awfar.ingest.call.GraphError;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.schemas.id.EventIdentity;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What became of sends, in the shape of a webhook's statuses, so that it goes the way of those.
final class Outcomes {

  /// The identity of what no call was answered with: at most one such outcome of a send is told,
  /// and the answer that may still turn up is another one.
  private static final int NO_ATTEMPT = 0;

  private static final String FIELD = "send_outcome";
  private static final JsonMapper JSON = new JsonMapper();

  private Outcomes() {}

  static KeyedEvent of(Send send, Ending ending, Instant now) {
    return of(send.command(), send.key(), send.attempt(), ending, now);
  }

  /// @param key of the command's record
  /// @param attempt the last one
  static KeyedEvent of(SendCommand command, String key, int attempt, Ending ending, Instant now) {
    ObjectNode status = JSON.createObjectNode();
    int told = attempt;
    Answered answered = Answered.NOBODY;
    switch (ending) {
      case Ending.Accepted(String waMessageId, Answered recipient) -> {
        status.put("id", waMessageId).put("status", "accepted");
        answered = recipient;
      }
      case Ending.Failed failed -> {
        status.put("status", "failed").putArray("errors").add(error(failed));
      }
      case Ending.Unconfirmed _ -> {
        status.put("status", "unconfirmed");
        told = NO_ATTEMPT;
      }
    }
    status.put("timestamp", Long.toString(now.getEpochSecond()));
    addRecipient(status, command, answered);
    status.put("biz_opaque_callback_data", command.getSendId().toString());
    return new KeyedEvent(key, event(command, told, status, now));
  }

  /// Whether a recipient has other names than the one that was written to, and not that one, so
  /// that nothing but the send shows that they are the same person's.
  static boolean isNews(SendCommand command, Answered recipient) {
    String written = written(command);
    return command.getRecipientType() != RecipientType.GROUP
        && (recipient.waId() != null || recipient.userId() != null)
        && !written.equals(recipient.waId())
        && !written.equals(recipient.userId());
  }

  /// The name that was written to, a number as WhatsApp names it.
  private static String written(SendCommand command) {
    String to = command.getTo();
    return isNumber(to) && to.startsWith("+") ? to.substring(1) : to;
  }

  private static boolean isNumber(String to) {
    return to.matches("\\+?[0-9]+");
  }

  private static ObjectNode error(Ending.Failed failed) {
    ObjectNode error = JSON.createObjectNode();
    GraphError said = failed.error();
    @Nullable String title = said == null ? null : said.message();
    // Without a code of WhatsApp's the title is ours, a stable code.
    error.put("title", title == null ? failed.reason() : title);
    @Nullable String details = said == null ? failed.detail() : said.details();
    if (said != null && said.code() != GraphError.CODE_MISSING) {
      error.put("code", said.code()).put("message", failed.reason());
    }
    if (details != null) {
      error.putObject("error_data").put("details", details);
    }
    return error;
  }

  /// Whom it was written to, and who WhatsApp says that this is, as far as that is more.
  private static void addRecipient(ObjectNode status, SendCommand command, Answered answered) {
    String to = command.getTo();
    if (command.getRecipientType() == RecipientType.GROUP) {
      status.put("recipient_id", to).put("recipient_type", "group");
      return;
    }
    if (isNumber(to)) {
      String number = written(command);
      status.put("recipient_id", number);
      if (answered.waId() != null && !answered.waId().equals(number)) {
        status.put("recipient_wa_id", answered.waId());
      }
      if (answered.userId() != null) {
        status.put("recipient_user_id", answered.userId());
      }
    } else {
      status.put("recipient_user_id", to);
      if (answered.waId() != null) {
        status.put("recipient_wa_id", answered.waId());
      }
    }
  }

  private static RawEvent event(SendCommand command, int attempt, ObjectNode status, Instant now) {
    ObjectNode value = JSON.createObjectNode();
    value.put("messaging_product", "whatsapp");
    value.putObject("metadata").put("phone_number_id", command.getChannelId());
    value.putArray("statuses").add(status);
    UUID sendId = command.getSendId();
    return RawEvent.newBuilder()
        .setIdentity(EventIdentity.sendOutcome(sendId, attempt))
        .setKind(EventKind.SEND_OUTCOME)
        .setOwnerId(command.getOwnerId())
        .setChannelId(command.getChannelId())
        .setBusinessAccountId("")
        .setField(FIELD)
        .setReceivedAt(now)
        .setPayload(ByteBuffer.wrap(JSON.writeValueAsBytes(value)))
        .build();
  }
}
