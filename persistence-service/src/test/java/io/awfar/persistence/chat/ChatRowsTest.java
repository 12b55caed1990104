package io.awfar.persistence.chat;

import static io.awfar.persistence.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatRowsTest {

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private Map<String, String> chat() {
    return rows.query("select * from chats").getFirst();
  }

  @Test
  void theLastMessageIsTheNewestHoweverLateAnOlderOneComes() {
    rows.write(Topics.MESSAGES, message("c", "201", "new", 100).build());
    rows.write(Topics.MESSAGES, message("c", "201", "old", 50).build());

    assertThat(chat())
        .containsEntry("last_message_text", "text of new")
        .containsEntry("unread_count", "2");
    assertThat(rows.value("select created_at = '2026-03-01T08:00:50Z' from chats")).isEqualTo("t");
  }

  @Test
  void theLastMessageIsTheFirstOfTheChatsPageEvenWithinOneSecond() {
    for (int i = 0; i < 20; i++) {
      rows.write(Topics.MESSAGES, message("c", "201", "w" + i, 7).build());
    }

    assertThat(chat())
        .containsEntry(
            "last_message_id",
            rows.value("select id from messages order by created_at desc, id desc limit 1"));
  }

  @Test
  void theWindowEndsADayAfterTheNewestInboundMessage() {
    rows.write(
        Topics.MESSAGES,
        message("c", "201", "in2", 60).build(),
        message("c", "201", "in1", 10).build(),
        message("c", "201", "out", 90, Direction.OUTBOUND).build());
    rows.write(Topics.MESSAGES, message("c", "201", "in0", 5).build());

    assertThat(rows.value("select window_expires_at = '2026-03-02T08:01:00Z' from chats"))
        .isEqualTo("t");
    assertThat(chat())
        .containsEntry("unread_count", "3")
        .containsEntry("last_message_direction", "outbound");
  }

  @Test
  void thePreviewIsBounded() {
    rows.write(Topics.MESSAGES, message("c", "201", "w", 0).setText("x".repeat(4000)).build());

    assertThat(chat().get("last_message_text")).hasSize(200);
  }

  @Test
  void aGroupIsNobodysContact() {
    for (String member : new String[] {"201", "202"}) {
      Message message =
          message("c", member, "w" + member, 0).setGroupId("g").setWaChatId("c|g").build();
      rows.write(Topics.MESSAGES, message);
    }

    assertThat(rows.query("select * from chats")).hasSize(1);
    assertThat(chat()).containsEntry("contact_id", null).containsEntry("group_id", "g");
    assertThat(rows.query("select * from contacts")).hasSize(2);
  }

  @Test
  void aContactWhoseNumberIsLearntLaterIsStillThatOfItsChat() {
    Message before =
        message("c", "US.9", "w1", 0)
            .setContactBuilder(Contact.newBuilder().setUserId("US.9"))
            .build();
    Message after =
        message("c", "US.9", "w2", 1)
            .setContactBuilder(
                Contact.newBuilder().setWaId("201").setPhone("201").setUserId("US.9"))
            .build();
    rows.write(Topics.MESSAGES, before, after);

    assertThat(rows.value("select wa_id from contacts where id = (select contact_id from chats)"))
        .isEqualTo("201");
  }
}
