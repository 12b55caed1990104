package io.awfar.persistence.contact;

import io.awfar.persistence.batch.CopyRows;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Message;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one or more messages say of a contact.
///
/// Phone, user id and profile each come from the newest message that has one, with the time of that
/// message beside them; at the same second the first to come wins. So folding messages one by one
/// into the table gives the same row as folding any groups of them first.
record ContactRow(
    UUID ownerId,
    String waId,
    Newest phone,
    Newest user,
    Newest profile,
    Instant seenAt,
    Instant createdAt) {

  private static final int COLUMNS = 13;

  /// One or two values that a message says together, and when; all null if no message said them.
  record Newest(@Nullable String first, @Nullable String second, @Nullable Instant at) {

    static Newest of(@Nullable String first, @Nullable String second, Instant at) {
      return first == null && second == null
          ? new Newest(null, null, null)
          : new Newest(first, second, at);
    }

    Newest and(Newest later) {
      return at == null || (later.at != null && later.at.isAfter(at)) ? later : this;
    }
  }

  /// The row of one message, null if the message has no contact.
  static @Nullable ContactRow of(Message message) {
    Contact contact = message.getContact();
    String waId = waId(contact);
    if (waId == null) {
      return null;
    }
    Instant at = message.getSentAt();
    return new ContactRow(
        message.getOwnerId(),
        waId,
        Newest.of(contact.getPhone(), null, at),
        Newest.of(contact.getUserId(), contact.getParentUserId(), at),
        Newest.of(contact.getUsername(), contact.getName(), at),
        at,
        at);
  }

  /// The row of this and of what came after it.
  ContactRow and(ContactRow later) {
    return new ContactRow(
        ownerId,
        waId,
        phone.and(later.phone),
        user.and(later.user),
        profile.and(later.profile),
        seenAt.isAfter(later.seenAt) ? seenAt : later.seenAt,
        createdAt.isBefore(later.createdAt) ? createdAt : later.createdAt);
  }

  /// The columns of `contact_changes`.
  void write(CopyRows rows, UUID id) {
    rows.row(COLUMNS)
        .uuid(id)
        .uuid(ownerId)
        .text(waId)
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

  private static @Nullable String waId(Contact contact) {
    if (contact.getWaId() != null) {
      return contact.getWaId();
    }
    return contact.getPhone() != null ? contact.getPhone() : contact.getUserId();
  }
}
