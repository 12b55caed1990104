package io.awfar.persistence.contact;

import io.awfar.persistence.batch.CopyRows;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one or more messages say of a contact.
///
/// Phone, user id and profile each come from the newest message that has one, with the time of that
/// message beside them; at the same second the greater value wins. So folding messages one by one
/// into the table, in any order, gives the same row as folding any groups of them first.
///
/// @param identity what the contact's id is computed from
/// @param waId shown for WhatsApp's id as long as no phone number is known
/// @param phone phone number, and WhatsApp's id, which may differ
record ContactRow(
    UUID ownerId,
    String identity,
    String waId,
    Newest phone,
    Newest user,
    Newest profile,
    Instant seenAt,
    Instant createdAt) {

  private static final int COLUMNS = 13;

  /// One or two values that a message says together, and when; all null if no message said them.
  record Newest(@Nullable String first, @Nullable String second, @Nullable Instant at) {

    static final Newest NOTHING = new Newest(null, null, null);

    static Newest of(@Nullable String first, @Nullable String second, Instant at) {
      return first == null && second == null ? NOTHING : new Newest(first, second, at);
    }

    Newest and(Newest other) {
      if (at == null || other.at == null) {
        return at == null ? other : this;
      }
      int byTime = other.at.compareTo(at);
      return byTime > 0 || (byTime == 0 && isGreater(other)) ? other : this;
    }

    /// As PostgreSQL compares texts byte by byte.
    private boolean isGreater(Newest other) {
      int byFirst = Arrays.compareUnsigned(bytes(other.first), bytes(first));
      return byFirst > 0
          || (byFirst == 0 && Arrays.compareUnsigned(bytes(other.second), bytes(second)) > 0);
    }

    private static byte[] bytes(@Nullable String text) {
      return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /// The row of one message, null if the message has no contact.
  static @Nullable ContactRow of(Message message) {
    Contact contact = message.getContact();
    String phone = phone(contact);
    String identity = contact.getUserId() != null ? contact.getUserId() : phone;
    if (identity == null) {
      return null;
    }
    Instant at = message.getSentAt();
    String waId = contact.getWaId() != null ? contact.getWaId() : phone == null ? identity : phone;
    return new ContactRow(
        message.getOwnerId(),
        identity,
        waId,
        contact.getPhone() == null ? Newest.NOTHING : Newest.of(contact.getPhone(), waId, at),
        Newest.of(contact.getUserId(), contact.getParentUserId(), at),
        Newest.of(contact.getUsername(), contact.getName(), at),
        at,
        at);
  }

  /// The name that a contact has without a user id, as a chat has it.
  static @Nullable String phone(Contact contact) {
    return contact.getPhone() != null ? contact.getPhone() : contact.getWaId();
  }

  /// The row of this and of another one of the same contact.
  ContactRow and(ContactRow other) {
    return new ContactRow(
        ownerId,
        identity,
        waId,
        phone.and(other.phone),
        user.and(other.user),
        profile.and(other.profile),
        seenAt.isAfter(other.seenAt) ? seenAt : other.seenAt,
        createdAt.isBefore(other.createdAt) ? createdAt : other.createdAt);
  }

  /// The columns of `contact_changes` of a contact of which nothing is said.
  static void writeName(CopyRows rows, UUID id, UUID ownerId, String identity) {
    rows.row(COLUMNS).uuid(id).uuid(ownerId).text(identity);
    for (int column = 3; column < COLUMNS; column++) {
      rows.text(null);
    }
  }

  /// The columns of `contact_changes`.
  void write(CopyRows rows, UUID id) {
    rows.row(COLUMNS)
        .uuid(id)
        .uuid(ownerId)
        .text(phone.second() == null ? waId : phone.second())
        .text(phone.first())
        .time(phone.at())
        .text(user.first())
        .text(user.second())
        .time(user.at())
        .text(profile.first())
        .text(profile.second())
        .time(profile.at())
        .time(seenAt)
        .time(createdAt);
  }
}
