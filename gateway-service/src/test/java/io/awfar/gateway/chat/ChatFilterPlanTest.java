package io.awfar.gateway.chat;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Plans;
import io.awfar.gateway.Sql;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.PageRequest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pages of 200,000 chats of one workspace, as PostgreSQL reads them. What is rare is among the
/// oldest, where a walk through the list from its start would come last.
class ChatFilterPlanTest {

  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID NOBODY = new UUID(0, 0);
  private static final UUID BUSY = UUID.randomUUID();
  private static final UUID GONE = UUID.randomUUID();
  private static final UUID COMMON = UUID.randomUUID();
  private static final UUID RARE = UUID.randomUUID();

  /// A page has 51 rows, and whoever looks for them in two places reads as many in each.
  private static final int ROWS_READ_MAX = 250;

  /// Rows are told as an average of all loops, also those that were removed.
  private static final Pattern ROWS =
      Pattern.compile(
          "actual rows=([0-9.]+) loops=(\\d+)|Rows Removed by (?:Join )?Filter: (\\d+)");

  /// All labels and contacts of all tests are on a few pages, which are read as they are.
  private static final Pattern FEW =
      Pattern.compile(
          "Seq Scan on (labels|contacts) .*\\n(\\s+(Filter|Rows Removed|Buffers).*\\n?)*");

  @BeforeAll
  static void write() {
    Sql.run(
        DATABASE,
        """
        insert into chats (id, owner_id, last_message_id, last_message_at, created_at, updated_at,
          wa_chat_id, group_id, channel_id, last_message_direction, last_message_type, inbound_count)
        select gen_random_uuid(), ?, gen_random_uuid(), now() - n * interval '1 minute', now(),
          now(), 'filter.' || n, 'filter.' || n,
          case when n > 199900 then 'rare' when n % 2 = 0 then 'even' else 'odd' end,
          'inbound', 'text', case when n % 100 = 0 or n > 199900 then 1 else 0 end
        from generate_series(1, 200000) n
        """,
        WORKSPACE);
    // Two thirds are closed; a user who left long ago, and the busy one.
    Sql.run(
        DATABASE,
        """
        update chat_team t set closed = n.n % 3 > 0,
          assignee_id = case when n.n > 199900 then ?::uuid when n.n % 4 = 0 then ?::uuid
            else t.assignee_id end
        from (
          select id, row_number() over (order by last_message_at desc) as n
          from chats where owner_id = ?
        ) n
        where t.chat_id = n.id
        """,
        GONE,
        BUSY,
        WORKSPACE);
    for (UUID label : List.of(COMMON, RARE)) {
      Sql.run(
          DATABASE,
          """
          insert into labels (id, owner_id, name, name_key, colour, created_by)
          values (?, ?, ?, ?, '#000000', ?)
          """,
          label,
          WORKSPACE,
          label.toString(),
          label.toString(),
          BUSY);
    }
    Sql.run(
        DATABASE,
        """
        insert into chat_labels (chat_id, label_id, last_message_at, added_at, added_by)
        select c.id, l.id, c.last_message_at, now(), ?
        from (
          select id, last_message_at, row_number() over (order by last_message_at desc) as n
          from chats where owner_id = ?
        ) c
        join unnest(array[?, ?]::uuid[]) with ordinality l(id, o)
          on (l.o = 1 and c.n % 2 = 0) or (l.o = 2 and c.n > 199900)
        """,
        BUSY,
        WORKSPACE,
        COMMON,
        RARE);
    Sql.run(DATABASE, "analyze chats, chat_team, chat_labels, labels, contacts");
  }

  static List<ChatFilter> filters() {
    return List.of(
        new ChatFilter(BUSY, null, null, null, false),
        new ChatFilter(GONE, null, null, null, false),
        new ChatFilter(NOBODY, null, null, null, false),
        new ChatFilter(BUSY, false, null, null, false),
        new ChatFilter(GONE, true, null, null, false),
        new ChatFilter(NOBODY, false, null, null, false),
        new ChatFilter(null, false, null, null, false),
        new ChatFilter(null, true, null, null, false),
        new ChatFilter(null, null, COMMON, null, false),
        new ChatFilter(null, null, RARE, null, false),
        new ChatFilter(null, null, null, "even", false),
        new ChatFilter(null, null, null, "rare", false),
        new ChatFilter(null, null, null, null, true),
        // What one of the filters finds is among what the others find.
        new ChatFilter(GONE, null, RARE, "rare", true),
        new ChatFilter(BUSY, false, null, "even", false),
        new ChatFilter(NOBODY, false, null, "rare", false),
        new ChatFilter(null, false, null, null, true),
        new ChatFilter(null, true, null, "even", true),
        new ChatFilter(null, true, COMMON, "even", false),
        new ChatFilter(BUSY, null, COMMON, null, false),
        new ChatFilter(null, null, RARE, "even", false));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void aPageReadsItsOwnRowsAndNotTheWholeList(ChatFilter filter) {
    for (Before before : List.of(Before.START, atTheMiddle())) {
      String plan = plan(filter, before);

      assertThat(plan).doesNotContain("Seq Scan on chat");
      assertThat(rowsRead(plan)).as(plan).isLessThan(ROWS_READ_MAX);
    }
  }

  @ParameterizedTest
  @MethodSource("filters")
  void aTotalIsCountedThroughAnIndex(ChatFilter filter) {
    BoundStatement total = ChatQueries.statementOfTotal(WORKSPACE, filter);
    String plan = Plans.of(total.sql(), total.values());

    // Nearly all chats are of this workspace, and half of them have that label: to read all is
    // right.
    if (!COMMON.equals(filter.labelId())) {
      assertThat(plan).contains("Index").doesNotContain("Seq Scan on chat");
    }
  }

  @Test
  void thePlainListReadsWhatItDidBeforeThereWereTeams() {
    String plan = plan(ChatFilter.NONE, atTheMiddle());

    assertThat(plan).contains("idx_chats_owner_last_message").doesNotContain("Seq Scan on chat");
    assertThat(rowsRead(plan)).as(plan).isLessThan(60);
  }

  private static Before atTheMiddle() {
    return Before.parse(
        Sql.text(
            DATABASE,
            "select to_char((now() - interval '100000 minutes') at time zone 'UTC',"
                + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"));
  }

  private static String plan(ChatFilter filter, Before before) {
    PageRequest page = new PageRequest(50, 0, before, false);
    BoundStatement statement =
        ChatQueries.statementOfPage(WORKSPACE, new ChatListRequest(page, filter));
    return Plans.ofRun(statement.sql(), statement.values());
  }

  /// Most rows that one step of a plan read, whether it handed them on or not.
  private static long rowsRead(String plan) {
    Matcher rows = ROWS.matcher(FEW.matcher(plan).replaceAll("\n"));
    long most = 0;
    long loops = 1;
    while (rows.find()) {
      loops = rows.group(3) == null ? Long.parseLong(rows.group(2)) : loops;
      double read = Double.parseDouble(rows.group(3) == null ? rows.group(1) : rows.group(3));
      most = Math.max(most, (long) (read * loops));
    }
    return most;
  }
}
