package io.awfar.persistence.contact;

import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.IdentityChange;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.MessageType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Names that are shown to be one person become one contact with one chat.
class IdentityRowsTest {

  private static final long MONTHS = Duration.ofDays(90).toSeconds();

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static Message from(
      @Nullable String phone, @Nullable String userId, String wamid, long second) {
    String contact = userId == null ? phone : userId;
    return message("c", contact, wamid, second, Direction.INBOUND)
        .setContactBuilder(
            Contact.newBuilder().setWaId(phone).setPhone(phone).setUserId(userId).setName(wamid))
        .build();
  }

  private static Message notice(Message from, IdentityChange change) {
    return Message.newBuilder(from).setType(MessageType.SYSTEM).setIdentityChange(change).build();
  }

  private Map<String, String> onlyChat() {
    assertThat(rows.query("select * from chats")).hasSize(1);
    return rows.query("select * from chats").getFirst();
  }

  private void assertOnePerson(int messages) {
    assertThat(rows.query("select * from contacts")).hasSize(1);
    assertThat(onlyChat())
        .containsEntry(
            "inbound_count", rows.value("select count(*) from messages where type <> 'system'"));
    assertThat(rows.value("select count(*) from messages where chat_id = (select id from chats)"))
        .isEqualTo("" + messages);
    assertThat(
            rows.value(
                "select count(*) from messages" + " where contact_id = (select id from contacts)"))
        .isEqualTo("" + messages);
    assertThat(rows.value("select contact_id = (select id from contacts) from chats"))
        .isEqualTo("t");
  }

  @Test
  void theDatabaseComputesIdsAsWeDo() {
    for (String name : List.of("201", "c|US.9", "c|\u0634 \ud83d\ude4f", "x".repeat(300))) {
      String sql = "select stable_id('%s', '" + Events.OWNER + "', '" + name + "')";
      assertThat(rows.value(sql.formatted("contact")))
          .isEqualTo(StableId.contact(Events.OWNER, name).toString());
      assertThat(rows.value(sql.formatted("chat")))
          .isEqualTo(StableId.chat(Events.OWNER, name).toString());
    }
  }

  @Test
  void aPersonSeenByNumberAndThenWithAUserIdIsOne() {
    rows.write(Topics.MESSAGES, from("201", null, "w1", 1));
    rows.write(Topics.MESSAGES, from("201", "US.1", "w2", 2));

    assertOnePerson(2);
    assertThat(onlyChat())
        .containsEntry("wa_chat_id", "c|US.1")
        .containsEntry("last_message_text", "text of w2");
    assertThat(rows.query("select * from contacts").getFirst())
        .containsEntry("phone", "201")
        .containsEntry("user_id", "US.1")
        .containsEntry("name", "w2");
  }

  @Test
  void aPersonWhoHidTheNumberIsOneOnceBothIdsAreSeen() {
    rows.write(Topics.MESSAGES, from("201", null, "w1", 1), from(null, "US.1", "w2", 2));
    assertThat(rows.query("select * from chats")).hasSize(2);

    rows.write(Topics.MESSAGES, from("201", "US.1", "w3", 3));

    assertOnePerson(3);
  }

  @Test
  void whatComesLateUnderTheOldNameIsInTheSameChat() {
    rows.write(Topics.MESSAGES, from("201", "US.1", "w2", 2));
    rows.write(Topics.MESSAGES, from("201", null, "w1", 1));
    rows.append(Topics.MESSAGES, List.of(List.of(from("201", null, "w3", 3))));

    assertOnePerson(3);
    assertThat(onlyChat()).containsEntry("last_message_text", "text of w3");
  }

  @Test
  void aChatOnAnotherChannelFollowsToo() {
    Message elsewhere =
        Message.newBuilder(from("201", null, "w1", 1))
            .setChannelId("d")
            .setWaChatId(ChatKey.of("d", "201"))
            .build();
    rows.write(Topics.MESSAGES, elsewhere);
    rows.write(Topics.MESSAGES, from("201", "US.1", "w2", 2));

    assertThat(rows.query("select * from contacts")).hasSize(1);
    assertThat(rows.query("select wa_chat_id from chats order by 1"))
        .extracting(row -> row.get("wa_chat_id"))
        .containsExactly("c|US.1", "d|US.1");
  }

  private static MessageStatus accepted(String number, @Nullable String waId, long second) {
    return status("c", number, "w-sent" + second, DeliveryStatus.ACCEPTED, second)
        .setRecipientWaId(waId)
        .build();
  }

  private static Message sent(String number, String wamid, long second) {
    return Message.newBuilder(from(number, null, wamid, second))
        .setDirection(Direction.OUTBOUND)
        .build();
  }

  @Test
  void aNumberThatWhatsAppTakesForAnotherIsOnePersonWhicheverComesFirst() {
    rows.write(Topics.MESSAGES, sent("5511987654321", "w1", 1));
    rows.write(Topics.STATUSES, accepted("5511987654321", "551187654321", 2));
    rows.write(Topics.MESSAGES, from("551187654321", null, "w2", 3));
    rows.write(Topics.STATUSES, accepted("5511987654321", "551187654321", 2));

    assertThat(rows.query("select * from contacts")).hasSize(1);
    assertThat(rows.query("select * from contact_links")).hasSize(1);
    assertThat(rows.value("select count(*) from messages where chat_id = (select id from chats)"))
        .isEqualTo("2");
    assertThat(onlyChat()).containsEntry("last_message_text", "text of w2");
  }

  @Test
  void everyWayToWriteANumberLeadsToTheSamePersonOnceWhatsAppSaidSo() {
    rows.write(
        Topics.MESSAGES,
        sent("5511987654321", "w1", 1),
        sent("011551187654321", "w2", 2),
        from("551187654321", "BR.1", "w3", 3));
    assertThat(rows.query("select * from chats")).hasSize(3);

    rows.append(
        Topics.STATUSES,
        List.of(
            List.of(
                accepted("5511987654321", "551187654321", 4),
                accepted("011551187654321", "551187654321", 5))));

    assertThat(rows.query("select * from contacts")).hasSize(1);
    assertThat(onlyChat()).containsEntry("wa_chat_id", "c|BR.1");
    assertThat(rows.value("select count(*) from messages where chat_id = (select id from chats)"))
        .isEqualTo("3");
  }

  @Test
  void aSendThatTellsTheUserIdOfANumberTiesBoth() {
    rows.write(Topics.MESSAGES, sent("5511987654321", "w1", 1));
    rows.write(Topics.MESSAGES, from(null, "BR.1", "w2", 2));
    rows.write(
        Topics.STATUSES,
        MessageStatus.newBuilder(accepted("5511987654321", "551187654321", 3))
            .setRecipientUserId("BR.1")
            .build());

    assertThat(rows.query("select * from contacts")).hasSize(1);
    assertThat(onlyChat()).containsEntry("wa_chat_id", "c|BR.1");
  }

  @Test
  void aNumberThatBecameAnotherKeepsItsHistory() {
    rows.write(Topics.MESSAGES, from("201", null, "w1", 1));
    rows.write(
        Topics.MESSAGES,
        notice(from("201", null, "w2", 2), new IdentityChange("201", "202", null, null)));
    rows.write(Topics.MESSAGES, from("202", null, "w3", 3));

    assertOnePerson(3);
    assertThat(rows.query("select * from contacts").getFirst()).containsEntry("phone", "202");
  }

  @Test
  void aUserIdThatBecameAnotherKeepsItsHistory() {
    rows.write(Topics.MESSAGES, from("201", "US.1", "w1", 1));
    rows.write(
        Topics.MESSAGES,
        notice(from(null, "US.2", "w2", 2), new IdentityChange(null, null, "US.1", "US.2")));
    rows.write(Topics.MESSAGES, from("202", "US.2", "w3", 3));
    rows.write(Topics.MESSAGES, from("201", null, "w0", 0));

    assertOnePerson(4);
    assertThat(rows.query("select * from contacts").getFirst())
        .containsEntry("user_id", "US.2")
        .containsEntry("phone", "202");
  }

  @Test
  void aNumberGivenToAnotherPersonDoesNotMakeThemOne() {
    rows.write(Topics.MESSAGES, from("201", "US.1", "w1", 1));
    rows.write(Topics.MESSAGES, from("201", "US.9", "w2", MONTHS));

    assertThat(rows.query("select wa_chat_id from chats order by 1"))
        .extracting(row -> row.get("wa_chat_id"))
        .containsExactly("c|US.1", "c|US.9");
    assertThat(rows.query("select * from contacts")).hasSize(2);
  }

  @Test
  void aNumberThatItsOwnerLeftLongAgoIsSomebodyElses() {
    rows.write(
        Topics.MESSAGES,
        notice(from("201", null, "w1", 1), new IdentityChange("201", "202", null, null)));
    rows.write(Topics.MESSAGES, from("201", "US.9", "w2", MONTHS));
    rows.write(Topics.MESSAGES, from("202", "US.1", "w3", 3));

    assertThat(rows.query("select wa_chat_id from chats order by 1"))
        .extracting(row -> row.get("wa_chat_id"))
        .containsExactly("c|US.1", "c|US.9");
  }

  @Test
  void aGroupIsNobodysChatAndStaysAsItIs() {
    Message inGroup =
        Message.newBuilder(from("201", null, "w1", 1)).setGroupId("g").setWaChatId("c|g").build();
    rows.write(Topics.MESSAGES, inGroup);
    rows.write(Topics.MESSAGES, from("201", "US.1", "w2", 2));

    assertThat(rows.query("select wa_chat_id from chats order by 1"))
        .extracting(row -> row.get("wa_chat_id"))
        .containsExactly("c|US.1", "c|g");
  }

  @Test
  void aStatusWithBothIdsShowsThatTheyAreOnePersons() {
    rows.write(Topics.MESSAGES, from("201", null, "w1", 1), from(null, "US.1", "w2", 2));
    rows.write(
        Topics.STATUSES,
        Events.status("c", "201", "out", DeliveryStatus.DELIVERED, 3)
            .setRecipientUserId("US.1")
            .build());

    assertOnePerson(2);
  }

  @Test
  void anUpdateOfAUserIdShowsThatTheOldAndTheNewAreOnePersons() {
    rows.write(Topics.MESSAGES, from(null, "US.1", "w1", 1), from(null, "US.2", "w2", 2));
    rows.write(
        Topics.CHANNEL_EVENTS,
        update("{\"user_id_update\":[{\"user_id\":{\"previous\":\"US.1\",\"current\":\"US.2\"}}]}"),
        update("{\"user_id_update\":[7,{\"user_id\":8},{}]}"),
        update("[]"));

    assertOnePerson(2);
  }

  private static MessageStatus inGroup(String recipient) {
    return status("c", recipient, "out", DeliveryStatus.DELIVERED, 3)
        .setGroupId("120363")
        .setWaChatId("c|120363")
        .setRecipientUserId("US.1")
        .build();
  }

  @Test
  void theStatusOfAParticipantOfAGroupShowsWhoseBothIdsAre() {
    rows.write(Topics.STATUSES, inGroup("201"));
    rows.write(Topics.MESSAGES, from("201", null, "w1", 1), from(null, "US.1", "w2", 2));

    assertOnePerson(2);
  }

  @Test
  void theStatusOfAGroupIsNobodys() {
    rows.write(Topics.STATUSES, inGroup("120363"));

    assertThat(rows.query("select * from contact_links")).isEmpty();
  }

  private static ChannelEvent update(String content) {
    return Events.channelEvent("c", content, 3)
        .setField("user_id_update")
        .setContent(content)
        .build();
  }

  @Test
  void idsThatOnlyStatusesKnowMakeNoContact() {
    rows.write(
        Topics.STATUSES,
        Events.status("c", "201", "out", DeliveryStatus.SENT, 3)
            .setRecipientUserId("US.1")
            .build());
    assertThat(rows.query("select * from contacts")).isEmpty();

    rows.write(Topics.MESSAGES, from("201", null, "w1", 1), from(null, "US.1", "w2", 2));

    assertOnePerson(2);
  }

  @Test
  void theSameAgainChangesNothing() {
    Message[] all = {
      from("201", null, "w1", 1), from("201", "US.1", "w2", 2), from("201", null, "w3", 3)
    };
    rows.write(Topics.MESSAGES, all);
    Map<String, List<Map<String, String>>> before = rows.dump();
    assertOnePerson(3);

    assertThat(rows.write(Topics.MESSAGES, all).repeated()).isEqualTo(3);
    for (Message message : all) {
      assertThat(rows.write(Topics.MESSAGES, message).repeated()).isEqualTo(1);
    }

    assertThat(rows.dump()).isEqualTo(before);
  }

  @Test
  void aChatWhoseContactWasNamedByNumberHasTheOneNamedByUserId() throws SQLException {
    rows.write(Topics.MESSAGES, from("201", null, "w1", 1), from(null, "US.1", "w2", 2));
    try (Connection connection = rows.connect()) {
      connection
          .createStatement()
          .execute("update chats set contact_id = (select id from contacts where wa_id = '201')");
    }

    rows.write(
        Topics.STATUSES,
        Events.status("c", "201", "out", DeliveryStatus.SENT, 3)
            .setRecipientUserId("US.1")
            .build());

    assertThat(rows.value("select contact_id = (select id from contacts) from chats"))
        .isEqualTo("t");
  }

  @Test
  void theOldIdOfAChatIsKnown() {
    rows.write(Topics.MESSAGES, from("201", null, "w1", 1));
    rows.write(Topics.MESSAGES, from("201", "US.1", "w2", 2));

    assertThat(rows.query("select id, chat_id from chat_aliases").getFirst())
        .containsEntry("id", StableId.chat(Events.OWNER, "c|201").toString())
        .containsEntry("chat_id", StableId.chat(Events.OWNER, "c|US.1").toString());
  }
}
