package io.awfar.persistence.chat;

import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How direction and type of a message are called in the tables.
public final class MessageNames {

  private static final Map<MessageType, String> TYPES = new EnumMap<>(MessageType.class);

  static {
    for (MessageType type : MessageType.values()) {
      TYPES.put(type, type.name().toLowerCase(Locale.ROOT));
    }
  }

  private MessageNames() {}

  /// Inbound or outbound.
  public static String direction(Message message) {
    return switch (message.getDirection()) {
      case INBOUND -> "inbound";
      case OUTBOUND -> "outbound";
    };
  }

  /// A type that this version has no name for keeps the one that WhatsApp gave it.
  public static String type(Message message) {
    return message.getType() == MessageType.UNKNOWN
        ? message.getTypeName()
        : Objects.requireNonNull(TYPES.get(message.getType()));
  }
}
