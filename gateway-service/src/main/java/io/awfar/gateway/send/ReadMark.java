package io.awfar.gateway.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.awfar.schemas.send.SendKind;
import java.util.UUID;

/// A message up to which a chat is marked as read.
///
/// @param inbound whether the contact wrote it
/// @param readCount how many of the chat's inbound messages are read with it
/// @param readBefore how many were, as far as is known
record ReadMark(UUID chatId, UUID messageId, boolean inbound, int readCount, int readBefore) {

  /// Whether it would change anything.
  boolean isNew() {
    return readCount > readBefore;
  }

  SendOrder order() {
    String id = messageId.toString();
    return new SendOrder(
        new SendOrder.Target.OfChat(chatId),
        SendKind.READ,
        JsonNodeFactory.instance.objectNode().put("message_id", id),
        id,
        readCount,
        null);
  }
}
