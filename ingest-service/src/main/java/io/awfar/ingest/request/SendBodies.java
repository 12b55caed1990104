package io.awfar.ingest.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.awfar.schemas.send.Flaw;
import io.awfar.schemas.send.Flaw.Code;
import io.awfar.schemas.send.Flaws;
import io.awfar.schemas.send.Recipient;
import io.awfar.schemas.send.SendContents;
import io.awfar.schemas.send.SendJson;
import io.awfar.schemas.send.SendKind;
import io.awfar.whatsapp.SendCommand;
import org.jspecify.annotations.Nullable;

/// Makes the bodies of calls to `POST /{version}/{phone-number-id}/messages`.
public final class SendBodies {

  private static final int REPLY_TO_CHARS_MAX = 512;

  private SendBodies() {}

  /// What to tell WhatsApp, with the command's id as `biz_opaque_callback_data`, by which it is
  /// found again in the statuses.
  public static SendBody of(SendCommand command) {
    SendKind kind = SendKind.of(command.getType());
    if (kind == null) {
      return flawed(Code.UNKNOWN_TYPE, "type", "is not one that can be sent");
    }
    if (command.getContent().length() > SendJson.CONTENT_CHARS_MAX) {
      return flawed(
          Code.CONTENT_TOO_LARGE,
          "content",
          "has more than " + SendJson.CONTENT_CHARS_MAX + " characters");
    }
    JsonNode content;
    try {
      content = SendJson.reader().readTree(command.getContent());
    } catch (JsonProcessingException e) {
      return flawed(Code.INVALID_CONTENT, "content", "is not JSON");
    }
    Flaws flaws = new Flaws();
    SendContents.check(kind, content, flaws);
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

  private static ObjectNode message(
      SendKind kind, SendCommand command, JsonNode content, Flaws flaws) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("messaging_product", "whatsapp");
    switch (Recipient.of(command)) {
      case Recipient.Phone(String digits) ->
          body.put("recipient_type", "individual").put("to", digits);
      case Recipient.User(String id) ->
          body.put("recipient_type", "individual").put("recipient", id);
      case Recipient.Group(String id) -> body.put("recipient_type", "group").put("to", id);
      case null ->
          flaws.add(
              Code.INVALID_RECIPIENT, "to", "is not a recipient in a form that WhatsApp takes");
    }
    String replyTo = command.getReplyTo();
    if (replyTo != null && kind != SendKind.REACTION) {
      if (replyTo.isBlank() || replyTo.length() > REPLY_TO_CHARS_MAX) {
        flaws.add(Code.INVALID_VALUE, "replyTo", "is not the id of a message");
      }
      body.putObject("context").put("message_id", replyTo);
    }
    body.put("type", kind.typeName());
    body.set(kind.typeName(), content);
    return body.put("biz_opaque_callback_data", command.getSendId().toString());
  }

  private static ObjectNode readMark(JsonNode content) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
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
    byte[] json = bytes(body);
    return readMark ? new SendBody.ReadMark(json) : new SendBody.Message(json);
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return SendJson.writer().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always written", e);
    }
  }

  private static SendBody flawed(Code code, String path, String what) {
    return new SendBody.Flawed(new Flaw(code, path, what));
  }
}
