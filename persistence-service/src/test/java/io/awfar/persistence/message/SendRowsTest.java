package io.awfar.persistence.message;

import static io.awfar.persistence.Events.send;
import static io.awfar.persistence.Events.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendRowsTest {

  private static final UUID SEND = UUID.fromString("6a1f2c9e-2a43-4a68-9f5e-3d1b7f0a9c55");

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static MessageStatus step(String wamid, DeliveryStatus step) {
    return status("c", "201", wamid, step, 5).setCallbackData(SEND.toString()).build();
  }

  private String waMessageId() {
    return rows.value("select wa_message_id from messages where id = '" + SEND + "'");
  }

  @Test
  void aSendIsARowWithItsContactAndItsChatAsSoonAsItIsAskedFor() {
    assertThat(rows.write(Topics.SENDS, send("c", "201", SEND, 0).build()).inserted()).isEqualTo(1);

    assertThat(rows.query("select * from messages").getFirst())
        .containsEntry("id", SEND.toString())
        .containsEntry("direction", "outbound")
        .containsEntry("type", "text")
        .containsEntry("body", "text of " + SEND)
        .containsEntry("wa_message_id", null);
    assertThat(rows.query("select * from chats").getFirst())
        .containsEntry("wa_chat_id", "c|201")
        .containsEntry("last_message_id", SEND.toString())
        .containsEntry("last_message_direction", "outbound")
        .containsEntry("inbound_count", "0");
    assertThat(rows.value("select phone from contacts")).isEqualTo("201");
    assertThat(rows.counts().sends()).isEqualTo(1);
    assertThat(rows.counts().stored()).isZero();
  }

  @Test
  void aSendOfTheBulkIsARowLikeAnyOther() {
    assertThat(rows.write(Topics.SENDS_BULK, send("c", "201", SEND, 0).build()).inserted())
        .isEqualTo(1);
    assertThat(rows.write(Topics.SENDS, send("c", "201", SEND, 0).build()).inserted()).isZero();

    assertThat(rows.value("select id from messages")).isEqualTo(SEND.toString());
    assertThat(rows.counts().sends()).isEqualTo(1);
  }

  @Test
  void anAcceptedSendGetsTheIdOfItsMessage() {
    rows.write(Topics.SENDS, send("c", "201", SEND, 0).build());
    rows.write(Topics.STATUSES, step("wamid.A", DeliveryStatus.ACCEPTED));

    assertThat(waMessageId()).isEqualTo("wamid.A");
  }

  @Test
  void aStatusThatComesBeforeTheCommandIsFound() {
    rows.write(Topics.STATUSES, step("wamid.A", DeliveryStatus.SENT));
    rows.write(Topics.SENDS, send("c", "201", SEND, 0).build());

    assertThat(waMessageId()).isEqualTo("wamid.A");
  }

  @Test
  void aBacklogOfStatusesTiesSendsToTheirMessagesToo() {
    rows.write(Topics.SENDS, send("c", "201", SEND, 0).build());
    rows.append(
        Topics.STATUSES,
        List.of(
            List.of(step("wamid.A", DeliveryStatus.SENT)),
            List.of(step("wamid.A", DeliveryStatus.READ))));

    assertThat(waMessageId()).isEqualTo("wamid.A");
  }

  @Test
  void anOutcomeWithoutAMessageLeavesTheSendWithoutAnId() {
    rows.write(Topics.SENDS, send("c", "201", SEND, 0).build());
    rows.write(Topics.STATUSES, step(SEND.toString(), DeliveryStatus.UNCONFIRMED));

    assertThat(waMessageId()).isNull();
  }

  @Test
  void aRealStatusThatComesAfterUnconfirmedWins() {
    rows.write(Topics.SENDS, send("c", "201", SEND, 0).build());
    rows.write(Topics.STATUSES, step(SEND.toString(), DeliveryStatus.UNCONFIRMED));
    rows.write(Topics.STATUSES, step("wamid.A", DeliveryStatus.SENT));

    assertThat(waMessageId()).isEqualTo("wamid.A");
    assertThat(
            rows.value(
                "select s.status from messages m join message_statuses s on s.owner_id = m.owner_id"
                    + " and s.wa_message_id = m.wa_message_id where m.id = '"
                    + SEND
                    + "' order by s.rank desc limit 1"))
        .isEqualTo("sent");
  }

  @Test
  void anotherWorkspaceCannotNameASendOfOurs() {
    rows.write(Topics.SENDS, send("c", "201", SEND, 0).build());
    rows.write(
        Topics.STATUSES,
        MessageStatus.newBuilder(step("wamid.A", DeliveryStatus.SENT))
            .setOwnerId(UUID.randomUUID())
            .build());

    assertThat(waMessageId()).isNull();
  }

  @Test
  void whatIsNoTextIsKeptAsItWasAskedFor() {
    rows.write(
        Topics.SENDS,
        send("c", "201", SEND, 0)
            .setType("image")
            .setContent("{\"link\":\"https://x.example/a.png\",\"caption\":\"look\"}")
            .setReplyTo("wamid.Q")
            .build());

    Map<String, String> row = rows.query("select * from messages").getFirst();
    assertThat(row)
        .containsEntry("type", "image")
        .containsEntry("body", "look")
        .containsEntry("reply_to", "wamid.Q");
    assertThat(row.get("content"))
        .isEqualTo("{\"sent\":{\"link\":\"https://x.example/a.png\",\"caption\":\"look\"}}");
  }

  @Test
  void aReactionThatIsTakenOffHasNoBody() {
    rows.write(
        Topics.SENDS,
        send("c", "201", SEND, 0)
            .setType("reaction")
            .setContent("{\"message_id\":\"wamid.Q\",\"emoji\":\"\"}")
            .build());

    assertThat(rows.query("select type, body, reply_to from messages").getFirst())
        .containsEntry("type", "reaction")
        .containsEntry("body", null)
        .containsEntry("reply_to", "wamid.Q");
  }

  @Test
  void aMarkOfReadingIsNoMessage() {
    rows.write(
        Topics.SENDS,
        send("c", "201", SEND, 0).setType("read").setContent("{\"message_id\":\"w\"}").build());

    assertThat(rows.query("select * from messages")).isEmpty();
    assertThat(rows.counts().sends()).isZero();
  }

  @Test
  void aContentThatIsNoJsonIsARowAllTheSame() {
    rows.write(Topics.SENDS, send("c", "201", SEND, 0).setContent("{").build());

    assertThat(rows.query("select body, content from messages").getFirst())
        .containsEntry("body", null)
        .containsEntry("content", null);
  }

  @Test
  void aMessageThatIsThereAlreadyKeepsItsId() {
    rows.write(Topics.MESSAGES, Events.message("c", "201", "wamid.A", 0).build());
    rows.write(Topics.SENDS, send("c", "201", SEND, 0).build());
    rows.write(Topics.STATUSES, step("wamid.A", DeliveryStatus.SENT));

    assertThat(waMessageId()).isNull();
    assertThat(rows.query("select * from messages")).hasSize(2);
  }
}
