package io.awfar.dedup.normalise;

import io.awfar.whatsapp.MessageType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of one type of message.
///
/// @param body reads the object named after the type; null where all of it is kept as JSON
/// @param jsonKept whether that object is kept as JSON even if every part of it was read
record MessageKind(MessageType type, @Nullable MessageBody body, boolean jsonKept) {

  private static final MessageKind UNKNOWN = new MessageKind(MessageType.UNKNOWN, null, true);

  private static final Map<String, MessageKind> KINDS =
      Map.ofEntries(
          told("text", MessageType.TEXT, new TextBody()),
          told("image", MessageType.IMAGE, new MediaBody()),
          told("video", MessageType.VIDEO, new MediaBody()),
          told("audio", MessageType.AUDIO, new MediaBody()),
          told("document", MessageType.DOCUMENT, new MediaBody()),
          told("sticker", MessageType.STICKER, new MediaBody()),
          told("location", MessageType.LOCATION, new LocationBody()),
          told("button", MessageType.BUTTON, new ButtonBody()),
          told("reaction", MessageType.REACTION, new ReactionBody()),
          told("revoke", MessageType.REVOKE, new ChangeBody()),
          kept("interactive", MessageType.INTERACTIVE, new InteractiveBody()),
          kept("order", MessageType.ORDER, new OrderBody()),
          kept("system", MessageType.SYSTEM, new SystemBody()),
          kept("edit", MessageType.EDIT, new ChangeBody()),
          kept("contacts", MessageType.CONTACTS, null),
          kept("template", MessageType.TEMPLATE, null),
          kept("media_placeholder", MessageType.MEDIA_PLACEHOLDER, null),
          kept("unsupported", MessageType.UNSUPPORTED, null),
          kept("request_welcome", MessageType.REQUEST_WELCOME, null));

  /// The kind of a message by its type as WhatsApp writes it.
  static MessageKind of(String typeName) {
    return KINDS.getOrDefault(typeName.toLowerCase(Locale.ROOT), UNKNOWN);
  }

  private static Map.Entry<String, MessageKind> told(
      String name, MessageType type, MessageBody body) {
    return Map.entry(name, new MessageKind(type, body, false));
  }

  private static Map.Entry<String, MessageKind> kept(
      String name, MessageType type, @Nullable MessageBody body) {
    return Map.entry(name, new MessageKind(type, body, true));
  }
}
