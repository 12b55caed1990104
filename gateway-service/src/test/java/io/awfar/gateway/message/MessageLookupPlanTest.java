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
    gateway = RunningGateway.ready(DATABASE);
    // Ids rise with the time, as those that are computed do.
    Sql.run(
        DATABASE,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type, body)
        select (lpad(to_hex(1760000000000 + n * 1000), 12, '0') || '80008000'
            || lpad(to_hex(n), 12, '0'))::uuid,
          ?, case when n % 40 = 0 then ? else gen_random_uuid() end,
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
                SearchQueries.BY_INDEX,
                WORKSPACE,
                "salaam number77",
                OffsetDateTime.parse("9999-01-01T00:00:00Z"),
                new UUID(0, 0),
                10_000,
                50))
        .contains("idx_messages_search")
        .doesNotContain("Seq Scan on messages");
  }

  @Test
  void theNewestMessagesAreReadInTheOrderOfAnIndexAndNotSorted() {
    assertThat(
            plan(
                SearchQueries.THROUGH_WORKSPACE,
                WORKSPACE,
                "salaam",
                UUID.fromString("ffffffff-0000-0000-0000-000000000000"),
                5_000,
                50))
        .contains("Index Scan Backward using messages_pkey")
        .doesNotContain("Sort", "Seq Scan");
    assertThat(
            plan(
                SearchQueries.THROUGH_CHAT,
                WORKSPACE,
                "salaam",
                CHAT,
                OffsetDateTime.parse("9999-01-01T00:00:00Z"),
                new UUID(0, 0),
                5_000,
                50))
        .contains("idx_messages_chat_created")
        .doesNotContain("Sort", "Seq Scan");
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
