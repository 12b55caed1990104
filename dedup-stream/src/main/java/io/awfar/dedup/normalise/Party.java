package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import org.jspecify.annotations.Nullable;

/// Who wrote a message, and who is at the other end.
///
/// @param contact null if nothing says who it is
record Party(Direction direction, @Nullable Contact contact) {

  /// Of a message that came in, or, in a history, that either side wrote.
  ///
  /// @param history whether it belongs to a history: its files come apart from it, as messages
  static Party ofMessage(
      JsonFields value, JsonFields message, @Nullable String groupId, boolean history) {
    return history && (isFromBusiness(value, message) || message.peek("to") != null)
        ? ofEcho(value, message, groupId)
        : new Party(Direction.INBOUND, Contacts.sender(value, message, groupId));
  }

  /// Of a message that the business sent in the app on its phone.
  static Party ofEcho(JsonFields value, JsonFields message, @Nullable String groupId) {
    // Read, so that the business's own number is not kept as JSON: the channel says who that is.
    message.id("from");
    return new Party(Direction.OUTBOUND, Contacts.recipient(value, message, groupId));
  }

  /// Of a message in a thread, which says who is at the other end: what that person has not
  /// written, the business has.
  static Party ofThread(
      JsonFields value, JsonFields thread, JsonFields message, @Nullable String groupId) {
    String phone = thread.id("id");
    Contact contact = Contacts.ofThread(value, phone, thread.object("context"), groupId);
    if (contact == null) {
      return ofMessage(value, message, groupId, true);
    }
    String from = message.id("from");
    String fromUserId = message.id("from_user_id");
    boolean inbound =
        fromUserId != null
            ? fromUserId.equals(contact.getUserId())
            : from != null
                ? from.equals(contact.getPhone()) || from.equals(contact.getWaId())
                : message.peek("to") == null && message.peek("to_user_id") == null;
    message.id("to");
    message.id("to_user_id");
    return new Party(inbound ? Direction.INBOUND : Direction.OUTBOUND, contact);
  }

  private static boolean isFromBusiness(JsonFields value, JsonFields message) {
    JsonFields metadata = value.object("metadata");
    String from = message.id("from");
    return metadata != null && from != null && from.equals(metadata.text("display_phone_number"));
  }
}
