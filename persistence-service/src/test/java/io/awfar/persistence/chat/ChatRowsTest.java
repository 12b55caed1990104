package io.awfar.persistence.chat;

import static io.awfar.persistence.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.Reaction;
import java.util.List;
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
        .containsEntry("inbound_count", "2");
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
  void changesAndNoticesAreTheLastMessageOfTheChatAndNotUnread() {
    rows.write(Topics.MESSAGES, message("c", "201", "w", 0).build());
    List<Message> others =
        List.of(
            message("c", "201", "edit", 10).setType(MessageType.EDIT).setTarget("w").build(),
            message("c", "201", "given", 20)
                .setType(MessageType.REACTION)
                .setReaction(new Reaction("w", "\uD83D\uDC4D"))
                .build(),
            message("c", "201", "taken", 30)
                .setType(MessageType.REACTION)
                .setReaction(new Reaction("w", null))
                .setText(null)
                .build(),
            message("c", "201", "revoke", 40).setType(MessageType.REVOKE).setTarget("w").build(),
            message("c", "201", "notice", 50).setType(MessageType.SYSTEM).build());
    for (Message other : others) {
      rows.write(Topics.MESSAGES, other);

      assertThat(chat())
          .as(other.getWaMessageId())
          .containsEntry("last_message_id", other.getMessageId().toString())
          .containsEntry("inbound_count", "1");
    }
  }

  @Test
  void everyOtherKindOfMessageOfAPersonIsUnread() {
    int unread = 0;
    for (MessageType type : MessageType.values()) {
      switch (type) {
        case SYSTEM, EDIT, REVOKE, REACTION -> {}
        default -> {
          rows.write(
              Topics.MESSAGES,
              message("c", "201", "in" + type, 0).setType(type).setTypeName("new").build());
          assertThat(chat()).as(type.name()).containsEntry("inbound_count", "" + ++unread);
        }
      }
    }
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
        .containsEntry("inbound_count", "3")
        .containsEntry("last_message_direction", "outbound");
  }

  @Test
  void noticesEditsAndRevocationsOpenNoWindow() {
    rows.write(
        Topics.MESSAGES,
        message("c", "201", "in", 60).build(),
        message("c", "201", "notice", 70).setType(MessageType.SYSTEM).build(),
        message("c", "201", "edit", 80).setType(MessageType.EDIT).build(),
        message("c", "201", "revoke", 90).setType(MessageType.REVOKE).build());
    rows.write(
        Topics.MESSAGES, message("c", "202", "notice2", 70).setType(MessageType.SYSTEM).build());

    assertThat(
            rows.query(
                "select window_expires_at = '2026-03-02T08:01:00Z' as w from chats"
                    + " order by wa_chat_id"))
        .extracting(row -> row.get("w"))
        .containsExactly("t", null);
  }

  @Test
  void everyKindOfMessageOfAPersonOpensTheWindow() {
    long second = 0;
    for (MessageType type : MessageType.values()) {
      if (type != MessageType.SYSTEM && type != MessageType.EDIT && type != MessageType.REVOKE) {
        second++;
        rows.write(
            Topics.MESSAGES,
            message("c", "201", "in" + type, second)
                .setType(type)
                .setTypeName(type.name())
                .build());
        assertThat(
                rows.value(
                    "select window_expires_at = last_message_at + interval '24 hours' from chats"))
            .as(type.name())
            .isEqualTo("t");
      }
    }
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
