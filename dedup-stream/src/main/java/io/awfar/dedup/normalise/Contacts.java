package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Contact;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who a message is from.
///
/// Since 2026 a person may hide the phone number, so that any of `from`, `wa_id` and the
/// business-scoped user ids may be missing or empty.
final class Contacts {

  private Contacts() {}

  /// The sender of a message, or null if nothing says who it is.
  static @Nullable Contact sender(JsonFields value, JsonFields message, @Nullable String groupId) {
    String from = message.id("from");
    String fromUserId = message.id("from_user_id");
    Contact.Builder contact = Contact.newBuilder();
    String phone = from;
    String userId = fromUserId;

    Optional<JsonFields> entry = entry(value.objects("contacts"), from, fromUserId);
    if (entry.isPresent()) {
      JsonFields person = entry.get();
      contact.setWaId(person.id("wa_id")).setParentUserId(person.id("parent_user_id"));
      phone = phone == null ? contact.getWaId() : phone;
      userId = userId == null ? person.id("user_id") : userId;
      JsonFields profile = person.object("profile");
      if (profile != null) {
        contact.setName(profile.text("name")).setUsername(profile.text("username"));
      }
    }
    if (phone == null && userId == null) {
      if (groupId == null) {
        return null;
      }
      // A group's own notices come from nobody: the group stands in, as it does in the key.
      contact.setWaId(groupId);
    }
    return contact.setPhone(phone).setUserId(userId).build();
  }

  /// The part of the chat's key that says who is at the other end.
  static @Nullable String chatContact(Contact contact) {
    return contact.getUserId() != null
        ? contact.getUserId()
        : contact.getPhone() != null ? contact.getPhone() : contact.getWaId();
  }

  private static Optional<JsonFields> entry(
      List<JsonFields> entries, @Nullable String from, @Nullable String fromUserId) {
    Optional<JsonFields> named =
        entries.stream()
            .filter(entry ->
                (from != null && from.equals(entry.id("wa_id")))
                    || (fromUserId != null && fromUserId.equals(entry.id("user_id"))))
            .findFirst();
    return named.isPresent() || entries.size() != 1 ? named : Optional.of(entries.getFirst());
  }
}
