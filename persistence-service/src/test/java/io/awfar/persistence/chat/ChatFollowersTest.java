package io.awfar.persistence.chat;

import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.SendCommand;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatFollowersTest {

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  @Test
  void whoeverFollowsChatsHearsOfEachThatIsWrittenInTheSameTransaction() throws SQLException {
    follow();

    rows.write(
        Topics.MESSAGES,
        message("c", "201", "w1", 1).build(),
        message("c", "202", "w2", 2).build());
    rows.write(Topics.MESSAGES, message("c", "201", "w3", 3).build());

    assertThat(rows.value("select count(*) from heard where told = 'changed'")).isEqualTo("3");
    assertThat(
            rows.value(
                "select count(*) from heard where told = 'changed' and chat = '%s'"
                    .formatted(chat("c|201"))))
        .isEqualTo("2");
  }

  @Test
  void whoeverFollowsChatsHearsOfAMergeBeforeTheChatIsGone() throws SQLException {
    rows.write(Topics.MESSAGES, message("c", "201", "w1", 1).build());
    follow();

    rows.write(
        Topics.MESSAGES,
        message("c", "US.1", "w2", 2, Direction.INBOUND)
            .setContactBuilder(
                Contact.newBuilder().setWaId("201").setPhone("201").setUserId("US.1"))
            .build());

    assertThat(
            rows.value(
                "select chat || ' ' || other || ' ' || there from heard where told = 'merged'"))
        .isEqualTo(chat("c|201") + " " + chat("c|US.1") + " true");
  }

  @Test
  void whoeverFollowsChatsHearsOfEachOfWhichMoreWasRead() throws SQLException {
    rows.write(Topics.MESSAGES, message("c", "201", "w1", 1).build());
    follow();

    rows.write(Topics.SENDS, mark(1));
    rows.write(Topics.SENDS, mark(2));
    rows.write(Topics.SENDS, mark(1));

    assertThat(
            rows.value(
                "select count(*) from heard where told = 'changed' and chat = '%s'"
                    .formatted(chat("c|201"))))
        .isEqualTo("2");
  }

  @Test
  void withoutAnybodyWhoFollowsChatsAreWrittenAllTheSame() {
    rows.write(Topics.MESSAGES, message("c", "201", "w1", 1).build());

    rows.write(Topics.SENDS, mark(1));

    assertThat(rows.value("select count(*) from chats")).isEqualTo("1");
    assertThat(rows.value("select read_count from chat_reads")).isEqualTo("1");
  }

  private static SendCommand mark(int count) {
    return send("c", "201", UUID.randomUUID(), 50)
        .setType("read")
        .setContent("{\"message_id\":\"w\"}")
        .setReadCount(count)
        .build();
  }

  private static UUID chat(String waChatId) {
    return StableId.chat(Events.OWNER, waChatId);
  }

  private void follow() throws SQLException {
    try (Connection connection = rows.connect()) {
      connection
          .createStatement()
          .execute(
              """
              create table heard (told text, chat uuid, other uuid, there boolean);
              create function chats_changed(ids uuid[]) returns void language sql as
              $$ insert into heard select 'changed', id from chats where id = any(ids) $$;
              create function chat_merged(alias uuid, target uuid) returns void language sql as
              $$ insert into heard
                select 'merged', alias, target, exists (select from chats where id = alias) $$
              """);
    }
  }
}
