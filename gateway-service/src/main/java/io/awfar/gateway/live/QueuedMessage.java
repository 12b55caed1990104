package io.awfar.gateway.live;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.send.SendKind;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is told of a message that somebody asked to send.
final class QueuedMessage {

  private static final int TYPE_CHARS_MAX = 64;

  private static final Set<String> TYPES =
      Stream.of(MessageType.values()).map(Enum::name).collect(Collectors.toSet());

  private QueuedMessage() {}

  /// @return null for a mark that a message was read, which is no message
  static @Nullable ToldMessage told(SendCommand command) {
    if (command.getType().equals(SendKind.READ.typeName())) {
      return null;
    }
    String to = recipient(command);
    boolean group = command.getRecipientType() == RecipientType.GROUP;
    JsonNode content = Members.foreign(command.getContent());
    return new ToldMessage(
        command.getSendId(),
        command.getOwnerId(),
        command.getChannelId(),
        Objects.requireNonNullElseGet(
            command.getWaChatId(), () -> ChatKey.of(command.getChannelId(), to)),
        group ? to : null,
        contact(to, group),
        null,
        "outbound",
        type(command),
        content == null ? null : text(command.getType(), content),
        content == null || command.getType().equals("text") ? null : sent(content),
        content == null ? command.getReplyTo() : replyTo(command, content),
        command.getRequestedAt(),
        "queued",
        null);
  }

  /// As WhatsApp names the same person in what it sends us.
  private static String recipient(SendCommand command) {
    String to = command.getTo();
    return to.startsWith("+") && isDigits(to.substring(1)) ? to.substring(1) : to;
  }

  private static Contact contact(String to, boolean group) {
    boolean phone = !group && isDigits(to);
    return Contact.newBuilder()
        .setWaId(group || phone ? to : null)
        .setPhone(phone ? to : null)
        .setUserId(group || phone ? null : to)
        .build();
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String type(SendCommand command) {
    String type = command.getType();
    if (TYPES.contains(type.toUpperCase(Locale.ROOT))) {
      return type.toLowerCase(Locale.ROOT);
    }
    return type.length() <= TYPE_CHARS_MAX ? type : type.substring(0, TYPE_CHARS_MAX);
  }

  /// What a person reads of it, null if nothing: as of a reaction that is taken off.
  private static @Nullable String text(String type, JsonNode content) {
    JsonNode text =
        switch (type) {
          case "text" -> content.path("body");
          case "interactive" -> content.path("body").path("text");
          case "location", "template" -> content.path("name");
          case "reaction" -> content.path("emoji");
          case "contacts" -> content.path(0).path("name").path("formatted_name");
          default -> content.path("caption");
        };
    return text.isString() && !text.stringValue().isEmpty() ? text.stringValue() : null;
  }

  private static String sent(JsonNode content) {
    return Members.object(json -> {
      json.writeName("sent");
      json.writeRawValue(content.toString());
    });
  }

  private static @Nullable String replyTo(SendCommand command, JsonNode content) {
    JsonNode reactedTo = content.path("message_id");
    return command.getType().equals("reaction") && reactedTo.isString()
        ? reactedTo.stringValue()
        : command.getReplyTo();
  }
}
