package io.awfar.gateway.chat;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Plans;
import io.awfar.gateway.Sql;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.PageRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChatPlanTest {

  private static final UUID WORKSPACE = UUID.randomUUID();

  @BeforeAll
  static void fillTable() {
    Sql.run(
        DATABASE,
        """
        insert into chats (id, owner_id, contact_id, last_message_id, last_message_at, created_at,
          updated_at, wa_chat_id, channel_id, last_message_direction, last_message_type)
        select gen_random_uuid(), (array[?, ?, ?, ?]::uuid[])[1 + n % 4], null, gen_random_uuid(), now() - n * interval '1 minute',
          now(), now(), 'plan.' || n, '1055', 'inbound', 'text'
        from generate_series(1, 200000) n
        """,
        WORKSPACE,
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID());
    // An index alone can be read of pages that are known to be seen by all.
    Sql.run(DATABASE, "vacuum analyze chats");
    Sql.run(DATABASE, "analyze contacts, chat_reads");
  }

  @Test
  void aPageIsPlannedOnceForAllValues() throws SQLException {
    assertThat(timesPlanned(ChatQueries.PAGE)).isEqualTo(5);
  }

  @Test
  void aPageIsReadThroughTheIndexWithoutScanOrFullSort() {
    List<String> plans = List.of(planOfPage(0), planOfPage(50));

    assertThat(plans)
        .allSatisfy(plan ->
            assertThat(plan.replace("Incremental Sort", ""))
                .contains("idx_chats_owner_last_message")
                .doesNotContain("Seq Scan on chats", "Sort\n"));
    BoundStatement total = ChatQueries.statementOfTotal(WORKSPACE, ChatFilter.NONE);
    assertThat(Plans.of(total.sql(), total.values()))
        .containsPattern("Index Only Scan using idx_chats_owner_last_message");
  }

  private static String planOfPage(int offset) {
    PageRequest page = new PageRequest(50, offset, Before.START, false);
    BoundStatement statement =
        ChatQueries.statementOfPage(WORKSPACE, new ChatListRequest(page, ChatFilter.NONE));
    return Plans.of(statement.sql(), statement.values());
  }

  /// How often a connection plans a page that it reads 20 times, with limits as clients ask for:
  /// the first five times in any case, to learn whether that pays.
  private static long timesPlanned(String page) throws SQLException {
    // Statements are named by hand, which the other mode has no way to say.
    try (Connection connection =
            DriverManager.getConnection(DATABASE.jdbcUrl() + "&preferQueryMode=simple");
        Statement statement = connection.createStatement()) {
      statement.execute("set jit = off");
      statement.execute("prepare page(uuid, timestamptz, uuid, integer) as " + page);
      for (int i = 0; i < 20; i++) {
        statement.execute(
            "execute page('%s', '9999-12-31', '%s', %d)"
                .formatted(WORKSPACE, new UUID(0, 0), i % 2 == 0 ? 51 : 101));
      }
      try (ResultSet plans =
          statement.executeQuery(
              "select custom_plans from pg_prepared_statements where name = 'page'")) {
        plans.next();
        return plans.getLong(1);
      }
    }
  }
}
