package io.awfar.persistence.message;

import io.awfar.schemas.id.ChatKey;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A command as the message that it asks for.
final class SentMessage {

  private static final int TYPE_CHARS_MAX = 64;

  private static final Set<String> TYPES =
      Stream.of(MessageType.values()).map(Enum::name).collect(Collectors.toSet());

  private SentMessage() {}

  /// Whether the command asks for a message, and not for a mark that one was read.
  static boolean isAsked(SendCommand command) {
    return !command.getType().equals("read");
  }

  /// The message, under the id of the send. WhatsApp's id is not known and empty here.
  static Message of(SendCommand command) {
    String to = recipient(command);
    boolean group = command.getRecipientType() == RecipientType.GROUP;
    boolean phone = !group && isDigits(to);
    String name = command.getType().toUpperCase(Locale.ROOT);
    return Message.newBuilder()
        .setMessageId(command.getSendId())
        .setOwnerId(command.getOwnerId())
        .setChannelId(command.getChannelId())
        .setWaChatId(
            Objects.requireNonNullElseGet(
                command.getWaChatId(), () -> ChatKey.of(command.getChannelId(), to)))
        .setWaMessageId("")
        .setDirection(Direction.OUTBOUND)
        .setContactBuilder(
            Contact.newBuilder()
                .setWaId(group || phone ? to : null)
                .setPhone(phone ? to : null)
                .setUserId(group || phone ? null : to))
        .setGroupId(group ? to : null)
        .setType(TYPES.contains(name) ? MessageType.valueOf(name) : MessageType.UNKNOWN)
        .setTypeName(bounded(command.getType()))
        .setSentAt(command.getRequestedAt())
        .setReceivedAt(command.getRequestedAt())
        .setText(SentContent.text(command))
        .build();
  }

  /// As WhatsApp names the same person in what it sends us.
  private static String recipient(SendCommand command) {
    String to = command.getTo();
    return to.startsWith("+") && isDigits(to.substring(1)) ? to.substring(1) : to;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String bounded(String type) {
    return type.length() <= TYPE_CHARS_MAX ? type : type.substring(0, TYPE_CHARS_MAX);
  }
}
