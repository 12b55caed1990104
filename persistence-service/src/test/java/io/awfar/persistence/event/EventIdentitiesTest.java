package io.awfar.persistence.event;

import static io.awfar.persistence.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.CallEvent;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.GroupChange;
import io.awfar.whatsapp.GroupParticipant;
import io.awfar.whatsapp.SyncedContact;
import io.awfar.whatsapp.UserPreference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What shows in channel events that the number 201 and the user id US.1 are one person's.
class EventIdentitiesTest {

  private static final Instant AT = Events.second(3);

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static ChannelEvent.Builder event(String field) {
    return Events.channelEvent("c", field, 3).setField(field).setContent("{}");
  }

  private static ChannelEvent preference(String waId) {
    return event("user_preferences")
        .setPreferences(
            List.of(
                UserPreference.newBuilder()
                    .setWaId(waId)
                    .setUserId("US.1")
                    .setOccurredAt(AT)
                    .build()))
        .build();
  }

  private static ChannelEvent call(CallEvent.Builder call) {
    return event("calls")
        .setCalls(List.of(call.setCallId("wacid.1").setOccurredAt(AT).build()))
        .build();
  }

  private static ChannelEvent group(GroupChange.Builder change) {
    return event("group_participants_update")
        .setGroups(List.of(change.setGroupId("g").setOccurredAt(AT).build()))
        .build();
  }

  private static List<GroupParticipant> participant(String number) {
    return List.of(
        GroupParticipant.newBuilder().setWaId("20" + number).setUserId("US." + number).build());
  }

  private void assertShows(ChannelEvent event) {
    rows.write(Topics.CHANNEL_EVENTS, event);
    rows.write(
        Topics.MESSAGES,
        message("c", "201", "w1", 1).build(),
        message("c", "US.1", "w2", 2, Direction.INBOUND)
            .setContactBuilder(Contact.newBuilder().setUserId("US.1"))
            .build());

    assertThat(rows.query("select wa_chat_id from chats"))
        .extracting(row -> row.get("wa_chat_id"))
        .containsExactly("c|US.1");
    assertThat(rows.query("select * from contacts")).hasSize(1);
  }

  private void assertShowsNothing(ChannelEvent event) {
    rows.write(Topics.CHANNEL_EVENTS, event);

    assertThat(rows.query("select * from contact_links")).isEmpty();
    assertThat(rows.query("select * from channel_events")).hasSize(1);
  }

  @Test
  void aPreferenceWithBothIdsShowsThatTheyAreOnePersons() {
    assertShows(preference("201"));
  }

  @Test
  void whatStandsWhereANumberBelongsAndIsNoneIsNobodys() {
    assertShowsNothing(preference("+2 01"));
  }

  @Test
  void aCallShowsWhoseTheIdsOfTheCallerAre() {
    assertShows(call(CallEvent.newBuilder().setFrom("201").setFromUserId("US.1").setTo("493090")));
  }

  @Test
  void aCallShowsWhoseTheIdsOfTheCalledAre() {
    assertShows(call(CallEvent.newBuilder().setFrom("493090").setTo("201").setToUserId("US.1")));
  }

  @Test
  void aCallIsNoSignThatCallerAndCalledAreOne() {
    assertShowsNothing(call(CallEvent.newBuilder().setFrom("201").setToUserId("US.1")));
  }

  @Test
  void aChangeOfAGroupShowsWhoseTheIdsOfThePersonAre() {
    assertShows(group(GroupChange.newBuilder().setWaId("201").setUserId("US.1")));
  }

  @Test
  void aChangeOfAGroupShowsWhoseTheIdsOfItsParticipantsAre() {
    rows.write(
        Topics.CHANNEL_EVENTS,
        group(
            GroupChange.newBuilder()
                .setAdded(participant("1"))
                .setRemoved(participant("2"))
                .setFailed(participant("3"))));

    assertThat(rows.query("select identity, other from contact_links order by 1"))
        .extracting(row -> row.get("identity") + " " + row.get("other"))
        .containsExactly("201 US.1", "202 US.2", "203 US.3");
  }

  @Test
  void anEntryOfTheAddressBookWithBothIdsShowsThatTheyAreOnePersons() {
    assertShows(
        event("smb_app_state_sync")
            .setSyncedContacts(
                List.of(
                    SyncedContact.newBuilder()
                        .setPhoneNumber("201")
                        .setUserId("US.1")
                        .setOccurredAt(AT)
                        .build()))
            .build());
  }

  @Test
  void theContactsThatComeWithAnyChannelEventShowWhoseTheirIdsAre() {
    assertShows(
        event("field_to_come")
            .setContent("{\"contacts\":[{\"wa_id\":\"201\",\"user_id\":\"US.1\"}]}")
            .build());
  }

  @Test
  void contactsOfAnotherShapeShowNothing() {
    assertShowsNothing(
        event("field_to_come")
            .setContent(
                "{\"contacts\":[7,{\"wa_id\":{},\"user_id\":[]},{\"wa_id\":\"201\"},"
                    + "{\"wa_id\":\"201\",\"user_id\":\""
                    + "U".repeat(10_000)
                    + "\"}]}")
            .build());
  }
}
