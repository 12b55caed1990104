package io.awfar.dedup.normalise;

import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.SyncedContact;
import io.awfar.whatsapp.UserIdChange;
import io.awfar.whatsapp.UserPreference;
import java.time.Instant;

/// What people prefer, what ids they have from now on, and what the address book says of them.
final class PersonDetails {

  private PersonDetails() {}

  static void readPreferences(JsonFields value, ChannelEvent.Builder event) {
    event.setPreferences(
        value.objects("user_preferences").stream()
            .map(preference ->
                new UserPreference(
                    preference.id("wa_id"),
                    preference.id("user_id"),
                    preference.text("category"),
                    preference.text("value"),
                    preference.text("detail"),
                    at(preference, event)))
            .toList());
  }

  static void readUserIds(JsonFields value, ChannelEvent.Builder event) {
    event.setUserIdChanges(
        value.objects("user_id_update").stream().map(update -> userId(update, event)).toList());
  }

  static void readSyncedContacts(JsonFields value, ChannelEvent.Builder event) {
    event.setSyncedContacts(
        value.objects("state_sync").stream().map(entry -> synced(entry, event)).toList());
  }

  private static UserIdChange userId(JsonFields update, ChannelEvent.Builder event) {
    return UserIdChange.newBuilder()
        .setWaId(update.id("wa_id"))
        .setPreviousUserId(update.idIn("user_id", "previous"))
        .setUserId(update.idIn("user_id", "current"))
        .setPreviousParentUserId(update.idIn("parent_user_id", "previous"))
        .setParentUserId(update.idIn("parent_user_id", "current"))
        .setDetail(update.text("detail"))
        .setOccurredAt(at(update, event))
        .build();
  }

  private static SyncedContact synced(JsonFields entry, ChannelEvent.Builder event) {
    JsonFields metadata = entry.object("metadata");
    return SyncedContact.newBuilder()
        .setAction(entry.text("action"))
        .setFullName(entry.textIn("contact", "full_name"))
        .setFirstName(entry.textIn("contact", "first_name"))
        .setPhoneNumber(entry.idIn("contact", "phone_number"))
        .setUserId(entry.idIn("contact", "user_id"))
        .setUsername(entry.textIn("contact", "username"))
        .setOccurredAt(metadata == null ? event.getReceivedAt() : at(metadata, event))
        .build();
  }

  private static Instant at(JsonFields told, ChannelEvent.Builder event) {
    return told.secondsOfPast("timestamp", event.getReceivedAt());
  }
}
