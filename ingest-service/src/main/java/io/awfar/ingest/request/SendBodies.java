package io.awfar.ingest.request;

import io.awfar.ingest.request.Flaw.Code;
import io.awfar.whatsapp.SendCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes the bodies of calls to `POST /{version}/{phone-number-id}/messages`.
public final class SendBodies {

  /// Larger than any message that keeps the limits of its kind.
  static final int CONTENT_CHARS_MAX = 256 * 1024;

  private static final int NESTING_MAX = 32;
  private static final int REPLY_TO_CHARS_MAX = 512;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SendBodies() {}

  /// What to tell WhatsApp, with the command's id as `biz_opaque_callback_data`, by which it is
  /// found again in the statuses.
  public static SendBody of(SendCommand command) {
    SendKind kind = SendKind.of(command.getType());
    if (kind == null) {
      return flawed(Code.UNKNOWN_TYPE, "type is not one that can be sent");
    }
    if (command.getContent().length() > CONTENT_CHARS_MAX) {
      return flawed(
          Code.CONTENT_TOO_LARGE, "content has more than " + CONTENT_CHARS_MAX + " characters");
    }
    JsonNode content;
    try {
      content = JSON.readTree(command.getContent());
    } catch (JacksonException e) {
      return flawed(Code.INVALID_CONTENT, "content is not JSON");
    }
    Flaws flaws = new Flaws();
    check(kind, content, flaws);
    return switch (kind) {
      case READ -> finish(flaws, readMark(content), true);
      case TEXT,
          IMAGE,
          VIDEO,
          AUDIO,
          DOCUMENT,
          STICKER,
          TEMPLATE,
          INTERACTIVE,
          LOCATION,
          CONTACTS,
          REACTION ->
          finish(flaws, message(kind, command, content, flaws), false);
    };
  }

  private static void check(SendKind kind, JsonNode content, Flaws flaws) {
    if (kind == SendKind.CONTACTS) {
      List<Fields> people =
          Fields.elements(content, kind.typeName(), ContactContent.CONTACTS_MAX, flaws);
      if (people.isEmpty()) {
        flaws.add(Code.MISSING, "contacts names nobody");
      }
      people.forEach(kind.content()::check);
    } else if (content instanceof ObjectNode object) {
      kind.content().check(new Fields(object, kind.typeName(), flaws));
    } else {
      flaws.add(Code.INVALID_CONTENT, "content is not an object");
    }
  }

  private static ObjectNode message(
      SendKind kind, SendCommand command, JsonNode content, Flaws flaws) {
    ObjectNode body = JSON.createObjectNode();
    body.put("messaging_product", "whatsapp");
    switch (Recipient.of(command)) {
      case Recipient.Phone(String digits) ->
          body.put("recipient_type", "individual").put("to", digits);
      case Recipient.User(String id) ->
          body.put("recipient_type", "individual").put("recipient", id);
      case Recipient.Group(String id) -> body.put("recipient_type", "group").put("to", id);
      case null ->
          flaws.add(Code.INVALID_RECIPIENT, "to is not a recipient in a form that WhatsApp takes");
    }
    String replyTo = command.getReplyTo();
    if (replyTo != null && kind != SendKind.REACTION) {
      if (replyTo.isBlank() || replyTo.length() > REPLY_TO_CHARS_MAX) {
        flaws.add(Code.INVALID_VALUE, "replyTo is not the id of a message");
      }
      body.putObject("context").put("message_id", replyTo);
    }
    body.put("type", kind.typeName());
    body.set(kind.typeName(), content);
    return body.put("biz_opaque_callback_data", command.getSendId().toString());
  }

  private static ObjectNode readMark(JsonNode content) {
    ObjectNode body = JSON.createObjectNode();
    body.put("messaging_product", "whatsapp").put("status", "read");
    body.set("message_id", content.path("message_id"));
    if (content.has("typing_indicator")) {
      body.set("typing_indicator", content.path("typing_indicator"));
    }
    return body;
  }

  private static SendBody finish(Flaws flaws, ObjectNode body, boolean readMark) {
    @Nullable Flaw flaw = flaws.first();
    if (flaw != null) {
      return new SendBody.Flawed(flaw);
    }
    byte[] json = JSON.writeValueAsBytes(body);
    return readMark ? new SendBody.ReadMark(json) : new SendBody.Message(json);
  }

  private static SendBody flawed(Code code, String detail) {
    return new SendBody.Flawed(new Flaw(code, detail));
  }
}
