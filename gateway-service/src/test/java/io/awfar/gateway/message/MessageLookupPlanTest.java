package io.awfar.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Plans;
import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How PostgreSQL finds single messages, on 200,000 of them, asked as the gateway asks it.
class MessageLookupPlanTest {

  private static final TestPostgres.Database DATABASE = TestPostgres.create();
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID CHAT = UUID.randomUUID();

  private static final UUID MIDDLE = UUID.fromString("0199c82c-0000-0000-0000-000000000000");
  private static final UUID NEAR_THE_MIDDLE =
      UUID.fromString("0199c82b-0000-0000-0000-000000000000");
  private static final OffsetDateTime END = OffsetDateTime.parse("9999-01-01T00:00:00Z");

  private static RunningGateway gateway;

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static String plan(String sql, Object... values) {
    return Plans.of(gateway, sql, values);
  }

  @BeforeAll
  static void fillTables() {
    // By several workers a table as small as this is read as cheaply as by an index.
    Sql.run(
        DATABASE,
        "alter database \"" + DATABASE.database() + "\" set max_parallel_workers_per_gather = 0");
    gateway = RunningGateway.ready(DATABASE);
    // Ids rise with the time, as those that are computed do.
    Sql.run(
        DATABASE,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type, body)
        select (lpad(to_hex(1760000000000 + n * 1000), 12, '0') || '80008000'
            || lpad(to_hex(n), 12, '0'))::uuid,
          case when n % 4 = 0 then ?::uuid else ('00000000-0000-4000-8000-' || lpad((n % 100)::text, 12, '0'))::uuid end,
          case when n % 4 = 0 then ?::uuid else gen_random_uuid() end,
          to_timestamp(1760000000 + n), now(), '1055', 'lookup.' || n, 'outbound', 'text',
          'salaam number' || n
        from generate_series(1, 200000) n
        """,
        WORKSPACE,
        CHAT);
    Sql.run(
        DATABASE,
        """
        insert into message_statuses (owner_id, occurred_at, received_at, rank, wa_message_id,
          status, recipient, channel_id)
        select owner_id, now(), now(), 40, wa_message_id, 'sent', '', '1055' from messages
        """);
    Sql.run(DATABASE, "vacuum analyze messages");
    Sql.run(DATABASE, "analyze message_statuses, media, chats, chat_aliases");
  }

  @Test
  void aMessageIsFoundByItsKeyAndItsHistoryByTheirs() {
    assertThat(plan(MessageDetailQueries.ONE, WORKSPACE, UUID.randomUUID()))
        .contains("messages_pkey", "idx_messages_changes", "message_statuses_pkey")
        .doesNotContain("Seq Scan on messages", "Seq Scan on message_statuses");
  }

  @Test
  void aTotalIsCountedInTheIndexAlone() {
    assertThat(plan(MessageQueries.COUNT, WORKSPACE, CHAT, 10_001))
        .contains("Index Only Scan using idx_messages_chat_created")
        .doesNotContain("Seq Scan on messages");
  }

  @Test
  void wordsAreFoundInTheirIndex() {
    assertThat(
            plan(
                WordIndexQueries.FEW,
                WORKSPACE,
                "salaam number77",
                END,
                new UUID(0, 0),
                10_000,
                50))
        .contains("idx_messages_search")
        .doesNotContain("Seq Scan on messages");
  }

  /// Among those of other workspaces, of which there are many more: none of them is read.
  @Test
  void theNewestMessagesOfAWorkspaceAreReadInTheOrderOfAnIndexOfItsOwn() {
    assertThat(plan(NewestMessageQueries.END_IN_WORKSPACE, WORKSPACE, 1_000, MIDDLE))
        .contains("Scan Backward using idx_messages_newest", "Index Cond: ((ROW(owner_id, id) < ")
        .doesNotContain("Sort", "Filter");
    // Between two places that are known: it makes no difference how.
    assertThat(
            plan(
                NewestMessageQueries.IN_WORKSPACE,
                WORKSPACE,
                "salaam",
                51,
                MIDDLE,
                NEAR_THE_MIDDLE))
        .contains("idx_messages_newest", "Index Cond: ((ROW(owner_id, id) < ")
        .doesNotContain("Seq Scan");
  }

  @Test
  void withoutThatIndexTheNewestMessagesOfAllAreReadAndNoMore() {
    assertThat(plan(NewestMessageQueries.END, 1_000, MIDDLE))
        .contains("Scan Backward using messages_pkey")
        .doesNotContain("Sort", "Filter");
    assertThat(
            plan(NewestMessageQueries.AMONG_ALL, WORKSPACE, "salaam", 51, MIDDLE, NEAR_THE_MIDDLE))
        .contains("Index Cond", "(id < ", "(id >= ")
        .doesNotContain("Seq Scan");
  }

  @Test
  void theNewestMessagesOfALargeChatAreReadInTheOrderOfItsIndex() {
    assertThat(plan(NewestMessageQueries.END_IN_CHAT, WORKSPACE, 1_000, CHAT, END, new UUID(0, 0)))
        .contains("idx_messages_chat_created")
        .doesNotContain("Sort", "Seq Scan");
    assertThat(
            plan(
                NewestMessageQueries.IN_CHAT,
                WORKSPACE,
                "salaam",
                51,
                CHAT,
                END,
                new UUID(0, 0),
                OffsetDateTime.parse("2026-01-01T00:00:00Z"),
                new UUID(0, 0)))
        .contains("idx_messages_chat_created")
        .doesNotContain("Seq Scan");
  }

  @Test
  void whatWasFoundIsReadByItsKeys() {
    assertThat(
            plan(
                FoundMessageQueries.SHOWN,
                WORKSPACE,
                new UUID[] {UUID.randomUUID(), UUID.randomUUID()},
                "salaam"))
        .contains("messages_pkey", "idx_messages_changes")
        .doesNotContain("Seq Scan on messages");
  }
}
