package io.awfar.gateway.team;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// The copies of chats that teams filter by, as several sessions write chats at the same moment.
class ChatCopyTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final UUID chat = Stage.chat(Stage.OWN, NOON);

  @Test
  void aMarkThatWaitsForANewMessageDoesNotTakeItBack() throws Exception {
    try (Connection messages = DriverManager.getConnection(DATABASE.jdbcUrl())) {
      messages.setAutoCommit(false);
      messages
          .createStatement()
          .execute(
              """
              update chats set inbound_count = 4, last_message_at = last_message_at + interval '1 s'
              where id = '%s'
              """
                  .formatted(chat));

      CompletableFuture<Void> mark =
          CompletableFuture.runAsync(() ->
              Sql.run(
                  DATABASE,
                  "insert into chat_reads (chat_id, owner_id, read_count) values (?, ?, 3)",
                  chat,
                  Stage.OWN));
      await().until(() -> waiting("insert into chat_reads%"));
      messages.commit();
      mark.join();
    }

    assertThat(
            Sql.text(
                DATABASE,
                """
                select t.unread and t.last_message_at = c.last_message_at
                from chat_team t join chats c on c.id = t.chat_id where c.id = '%s'
                """
                    .formatted(chat)))
        .isEqualTo("t");
  }

  @Test
  void whatIsMissingIsLeftToWhoeverIsWritingItsChat() throws Exception {
    Sql.run(DATABASE, "delete from chat_team where chat_id = ?", chat);
    UUID before = new UUID(chat.getMostSignificantBits(), chat.getLeastSignificantBits() - 1);
    try (Connection messages = DriverManager.getConnection(DATABASE.jdbcUrl())) {
      messages.setAutoCommit(false);
      messages
          .createStatement()
          .execute("update chats set inbound_count = 4 where id = '%s'".formatted(chat));

      GATEWAY.bean(TeamQueries.class).addMissing(before, 1).block();
      assertThat(rows(chat)).isEqualTo("0");
      messages.commit();
    }

    assertThat(rows(chat)).isEqualTo("1");
  }

  @Test
  void whatIsKeptOfAChatThatIsNotThereIsDeleted() {
    UUID gone = UUID.randomUUID();
    Sql.run(
        DATABASE,
        """
        insert into chat_team (chat_id, owner_id, last_message_at, unread, channel_id)
        values (?, ?, now(), false, '1055')
        """,
        gone,
        Stage.OWN);

    UUID last = new UUID(0, 0);
    while (last != null) {
      last = GATEWAY.bean(TeamQueries.class).forgetMissing(last, 2_000).block();
    }

    assertThat(rows(gone)).isEqualTo("0");
    assertThat(rows(chat)).isEqualTo("1");
  }

  private static String rows(UUID chat) {
    return Sql.text(
        DATABASE, "select count(*) from chat_team where chat_id = '%s'".formatted(chat));
  }

  private static boolean waiting(String query) {
    return Sql.text(
            DATABASE,
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%s'
            """
                .formatted(query))
        .equals("1");
  }
}
