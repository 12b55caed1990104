package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Contact;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is at the other end of a message: whom it is from, or, if the business wrote it, whom it is
/// to.
///
/// Since 2026 a person may hide the phone number, so that any of `from`, `wa_id` and the
/// business-scoped user ids may be missing or empty.
final class Contacts {

  private Contacts() {}

  /// The sender of a message, or null if nothing says who it is.
  static @Nullable Contact sender(JsonFields value, JsonFields message, @Nullable String groupId) {
    return of(value, message.id("from"), message.id("from_user_id"), null, groupId);
  }

  /// The recipient of a message of the business, or null if nothing says who it is.
  static @Nullable Contact recipient(
      JsonFields value, JsonFields message, @Nullable String groupId) {
    return of(value, message.id("to"), message.id("to_user_id"), null, groupId);
  }

  /// Whose thread of a history it is, or null if nothing says who.
  ///
  /// @param context the thread's other ids, if it has any
  static @Nullable Contact ofThread(
      JsonFields value,
      @Nullable String phone,
      @Nullable JsonFields context,
      @Nullable String groupId) {
    return of(value, phone, context == null ? null : context.id("user_id"), context, groupId);
  }

  /// The part of the chat's key that says who is at the other end.
  static @Nullable String chatContact(Contact contact) {
    return contact.getUserId() != null
        ? contact.getUserId()
        : contact.getPhone() != null ? contact.getPhone() : contact.getWaId();
  }

  private static @Nullable Contact of(
      JsonFields value,
      @Nullable String phone,
      @Nullable String userId,
      @Nullable JsonFields person,
      @Nullable String groupId) {
    Contact.Builder contact = Contact.newBuilder().setPhone(phone).setUserId(userId);
    if (person != null) {
      add(person, contact);
    }
    entry(value.objects("contacts"), phone, userId).ifPresent(entry -> add(entry, contact));
    if (contact.getPhone() == null && contact.getUserId() == null) {
      if (groupId == null) {
        return null;
      }
      // A group's own notices come from nobody: the group stands in, as it does in the key.
      contact.setWaId(groupId);
    }
    return contact.build();
  }

  /// Adds what is not known yet.
  private static void add(JsonFields person, Contact.Builder contact) {
    contact.setWaId(first(contact.getWaId(), person.id("wa_id")));
    contact.setParentUserId(first(contact.getParentUserId(), person.id("parent_user_id")));
    contact.setPhone(first(contact.getPhone(), contact.getWaId()));
    contact.setUserId(first(contact.getUserId(), person.id("user_id")));
    contact.setUsername(first(contact.getUsername(), person.text("username")));
    JsonFields profile = person.object("profile");
    if (profile != null) {
      contact.setName(first(contact.getName(), profile.text("name")));
      contact.setUsername(first(contact.getUsername(), profile.text("username")));
    }
  }

  private static @Nullable String first(@Nullable String known, @Nullable String other) {
    return known == null ? other : known;
  }

  private static Optional<JsonFields> entry(
      List<JsonFields> entries, @Nullable String phone, @Nullable String userId) {
    Optional<JsonFields> named =
        entries.stream()
            .filter(entry ->
                (phone != null && phone.equals(entry.id("wa_id")))
                    || (userId != null && userId.equals(entry.id("user_id"))))
            .findFirst();
    if (named.isPresent() || entries.size() != 1) {
      return named;
    }
    // The only one is whom it is about, however its phone is written, but for somebody else's.
    JsonFields only = entries.getFirst();
    return userId != null && only.id("user_id") != null ? Optional.empty() : Optional.of(only);
  }
}
