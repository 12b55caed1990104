package io.awfar.persistence.event;

import io.awfar.persistence.contact.IdentityLinks;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.GroupChange;
import io.awfar.whatsapp.GroupParticipant;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Channel events that show phone number and business-scoped user id of a person side by side:
/// preferences, calls, groups, the address book, and the `contacts` that come with any of them.
final class EventIdentities {

  /// A phone may be hidden behind something else, and what no index can hold names nobody.
  private static final Pattern PHONE = Pattern.compile("[0-9]{1,32}");

  private static final int USER_ID_CHARS_MAX = 256;

  private static final String CONTACTS = "contacts";

  private final ChannelEvent event;
  private final IdentityLinks links;

  private EventIdentities(ChannelEvent event, IdentityLinks links) {
    this.event = event;
    this.links = links;
  }

  /// Notes what an event says.
  static void note(ChannelEvent event, IdentityLinks links) {
    EventIdentities identities = new EventIdentities(event, links);
    identities.notePreferences();
    identities.noteCalls();
    identities.noteGroups();
    identities.noteAddressBook();
    identities.noteContacts();
  }

  private void notePreferences() {
    for (var preference : orNone(event.getPreferences())) {
      note(preference.getWaId(), preference.getUserId(), preference.getOccurredAt());
    }
  }

  private void noteCalls() {
    for (var call : orNone(event.getCalls())) {
      note(call.getFrom(), call.getFromUserId(), call.getOccurredAt());
      note(call.getTo(), call.getToUserId(), call.getOccurredAt());
    }
  }

  private void noteGroups() {
    for (GroupChange group : orNone(event.getGroups())) {
      Instant at = group.getOccurredAt();
      note(group.getWaId(), group.getUserId(), at);
      note(group.getAdded(), at);
      note(group.getRemoved(), at);
      note(group.getFailed(), at);
    }
  }

  private void note(List<GroupParticipant> participants, Instant at) {
    for (GroupParticipant participant : participants) {
      note(participant.getWaId(), participant.getUserId(), at);
    }
  }

  private void noteAddressBook() {
    for (var entry : orNone(event.getSyncedContacts())) {
      note(entry.getPhoneNumber(), entry.getUserId(), entry.getOccurredAt());
    }
  }

  /// Which have no record of their own.
  private void noteContacts() {
    // Most have none, and need not be read for that.
    if (!event.getContent().contains('"' + CONTACTS + '"')) {
      return;
    }
    Instant at = event.getOccurredAt() == null ? event.getReceivedAt() : event.getOccurredAt();
    for (JsonNode person : EventContent.read(event).path(CONTACTS)) {
      note(person.path("wa_id").asString(""), person.path("user_id").asString(""), at);
    }
  }

  private void note(@Nullable String phone, @Nullable String userId, Instant at) {
    if (phone != null
        && PHONE.matcher(phone).matches()
        && userId != null
        && !userId.isEmpty()
        && userId.length() <= USER_ID_CHARS_MAX) {
      links.addUser(event.getOwnerId(), phone, userId, at);
    }
  }

  private static <T> List<T> orNone(@Nullable List<T> told) {
    return told == null ? List.of() : told;
  }
}
