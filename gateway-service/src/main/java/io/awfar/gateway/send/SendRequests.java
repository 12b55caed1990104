package io.awfar.gateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.send.SendOrder.Target;
import io.awfar.schemas.send.Flaw;
import io.awfar.schemas.send.Flaw.Code;
import io.awfar.schemas.send.Flaws;
import io.awfar.schemas.send.Recipient;
import io.awfar.schemas.send.SendContents;
import io.awfar.schemas.send.SendJson;
import io.awfar.schemas.send.SendKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request, and tells all that is wrong with it.
final class SendRequests {

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern CHANNEL_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
  private static final int MESSAGE_ID_CHARS_MAX = 512;
  private static final String MESSAGE_ID = "message_id";

  /// Another word for a plain text.
  private static final String MESSAGE = "message";

  private static final Set<String> ENVELOPE =
      Set.of("chatId", "channelId", "to", "recipientType", "type", "context", MESSAGE);

  private static final Set<SendKind> FILES =
      EnumSet.of(
          SendKind.IMAGE, SendKind.VIDEO, SendKind.AUDIO, SendKind.DOCUMENT, SendKind.STICKER);
  private static final String PATH = "path";
  private static final Pattern FILE_PATH = Pattern.compile("[0-9a-f-]{36}/[0-9a-f]{64}");

  private final ObjectNode body;
  private final Flaws flaws = new Flaws();

  private SendRequests(ObjectNode body) {
    this.body = body;
  }

  /// @throws RefusedException if it is no JSON, or for all that is wrong with its values
  static SendOrder read(JsonNode json) {
    if (!(json instanceof ObjectNode body)) {
      throw new RefusedException(ErrorCode.MALFORMED_BODY);
    }
    return new SendRequests(withoutNulls(body)).order();
  }

  /// Clients that are made from a description write null for what they leave out.
  private static ObjectNode withoutNulls(ObjectNode body) {
    ObjectNode given = JsonNodeFactory.instance.objectNode();
    body.properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(member -> given.set(member.getKey(), member.getValue()));
    return given;
  }

  /// @throws RefusedException if it is none
  static JsonNode json(byte[] body) {
    try {
      return SendJson.reader().readTree(body);
    } catch (IOException e) {
      // No JSON, or not even text in an encoding that JSON has.
      throw new RefusedException(ErrorCode.MALFORMED_BODY);
    }
  }

  /// An id of ours, nothing if it is none.
  static Optional<UUID> uuid(String text) {
    return UUID_FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  private SendOrder order() {
    for (String name : names()) {
      if (!ENVELOPE.contains(name) && SendKind.of(name) == null) {
        flaws.add(Code.INVALID_VALUE, name, "is not known here");
      } else if (hasNul(body.path(name))) {
        flaws.add(Code.INVALID_VALUE, name, "has a NUL in one of its texts");
      }
    }
    Target target = target();
    SendKind kind = kind();
    JsonNode content = kind == null ? body : content(kind);
    String filePath = kind == null ? null : filePath(kind, content);
    if (kind != null) {
      SendContents.check(kind, content, flaws);
    }
    String answered = answered(kind, content);
    List<Flaw> found = flaws.all();
    if (target == null || kind == null || !found.isEmpty()) {
      throw refusal(found);
    }
    return new SendOrder(target, kind, content, answered, null, filePath);
  }

  private @Nullable Target target() {
    if (has("chatId")) {
      for (String other : List.of("channelId", "to", "recipientType")) {
        if (has(other)) {
          flaws.add(Code.INVALID_VALUE, other, "is said by chatId already");
        }
      }
      String id = text("chatId");
      Optional<UUID> chatId = uuid(id);
      if (chatId.isEmpty()) {
        flaws.add(Code.INVALID_VALUE, "chatId", "is not the id of a chat");
        return null;
      }
      return new Target.OfChat(chatId.get());
    }
    if (!has("to")) {
      flaws.add(Code.MISSING, "to", "or chatId is needed");
    }
    String channelId = has("channelId") ? text("channelId") : null;
    if (channelId != null && !CHANNEL_ID.matcher(channelId).matches()) {
      flaws.add(Code.INVALID_VALUE, "channelId", "is not the id of a number");
    }
    Recipient recipient = recipient();
    return recipient == null ? null : new Target.OfRecipient(channelId, recipient);
  }

  private @Nullable Recipient recipient() {
    String type = has("recipientType") ? text("recipientType") : "individual";
    if (!type.equals("individual") && !type.equals("group")) {
      flaws.add(Code.INVALID_VALUE, "recipientType", "is neither individual nor group");
      return null;
    }
    boolean group = type.equals("group");
    Recipient recipient = group ? Recipient.group(text("to")) : Recipient.person(text("to"));
    if (recipient == null && has("to")) {
      flaws.add(
          Code.INVALID_RECIPIENT,
          "to",
          group
              ? "is not the id of a group"
              : "is neither a phone number of digits with its country code nor a user id");
    }
    return recipient;
  }

  /// What `type` says, else the one content that there is.
  private @Nullable SendKind kind() {
    Set<SendKind> given = new LinkedHashSet<>();
    for (String name : names()) {
      SendKind kind = name.equals(MESSAGE) ? SendKind.TEXT : SendKind.of(name);
      if (kind != null) {
        given.add(kind);
      }
    }
    if (!has("type")) {
      if (given.size() == 1) {
        return given.iterator().next();
      }
      flaws.add(Code.MISSING, "type", "is needed, and a member of that name");
      return null;
    }
    SendKind kind = SendKind.of(text("type"));
    if (kind == null) {
      List<String> all = Arrays.stream(SendKind.values()).map(SendKind::typeName).toList();
      flaws.add(Code.UNKNOWN_TYPE, "type", "is none of " + all);
      return null;
    }
    for (SendKind other : given) {
      if (other != kind) {
        flaws.add(Code.INVALID_VALUE, other.typeName(), "is not the content of the type");
      }
    }
    return kind;
  }

  /// A text may be written as such, in place of an object that holds it.
  private JsonNode content(SendKind kind) {
    boolean named = body.has(kind.typeName());
    if (kind == SendKind.TEXT) {
      if (has(MESSAGE) && named) {
        flaws.add(Code.INVALID_VALUE, MESSAGE, "and text are the same, and both are there");
      }
      JsonNode content = body.path(named ? kind.typeName() : MESSAGE);
      if (content.isTextual()) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        return text.put("body", content.textValue());
      }
    }
    if (!named) {
      flaws.add(Code.MISSING, kind.typeName(), "is missing");
    }
    return body.path(kind.typeName());
  }

  /// The path of a file of the workspace, which then stands where WhatsApp's id of it will.
  private @Nullable String filePath(SendKind kind, JsonNode content) {
    if (!FILES.contains(kind)
        || !(content instanceof ObjectNode file)
        || !file.path(PATH).isTextual()) {
      return null;
    }
    String path = file.remove(PATH).textValue();
    String place = kind.typeName() + '.' + PATH;
    if (file.hasNonNull("id") || file.hasNonNull("link")) {
      flaws.add(Code.INVALID_VALUE, place, "names the file, and so does id or link");
      return null;
    }
    file.put("id", path);
    if (!FILE_PATH.matcher(path).matches()) {
      flaws.add(Code.INVALID_VALUE, place, "is not the path of an uploaded file");
    }
    return path;
  }

  /// What a reaction and a mark are about stands in their content, what a message answers in its
  /// context.
  private @Nullable String answered(@Nullable SendKind kind, JsonNode content) {
    boolean about = kind == SendKind.REACTION || kind == SendKind.READ;
    if (has("context")) {
      JsonNode id = body.path("context").path(MESSAGE_ID);
      if (about) {
        flaws.add(Code.INVALID_VALUE, "context", "is not for this type");
      } else if (!id.isTextual()
          || id.textValue().isBlank()
          || id.textValue().length() > MESSAGE_ID_CHARS_MAX) {
        flaws.add(Code.INVALID_VALUE, "context.message_id", "is not the id of a message");
      }
      return id.textValue();
    }
    return about ? content.path(MESSAGE_ID).textValue() : null;
  }

  private boolean has(String name) {
    return body.has(name);
  }

  /// A text; a flaw, unless the member is missing, if it is none.
  private String text(String name) {
    JsonNode value = body.path(name);
    if (!value.isTextual() && !value.isMissingNode()) {
      flaws.add(Code.INVALID_VALUE, name, "is not a text");
    }
    return value.isTextual() ? value.textValue() : "";
  }

  /// PostgreSQL, which is asked for what a body names, has no text with it.
  private static boolean hasNul(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().indexOf('\0') >= 0;
    }
    for (JsonNode child : node) {
      if (hasNul(child)) {
        return true;
      }
    }
    return false;
  }

  private List<String> names() {
    return body.properties().stream().map(member -> member.getKey()).toList();
  }

  private static RefusedException refusal(List<Flaw> found) {
    List<Violation> violations =
        found.stream()
            .map(flaw ->
                new Violation(flaw.path(), flaw.code().text().replace('-', '_'), flaw.what()))
            .toList();
    boolean recipientAlone = found.stream().allMatch(flaw -> flaw.code() == Code.INVALID_RECIPIENT);
    return recipientAlone
        ? new RefusedException(ErrorCode.INVALID_RECIPIENT, violations)
        : new RefusedException(violations);
  }
}
