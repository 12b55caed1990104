package io.awfar.gateway;

import io.awfar.testservers.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// All tables that the gateway reads or writes, with 200,000 rows of a thousand workspaces each,
/// for tests that look at how PostgreSQL gets at a few of them. Filled once, and not to be changed.
final class FilledTables {

  private static @Nullable FilledTables filled;

  private final Connection connection;
  private final Set<String> large;

  private FilledTables(Connection connection) throws SQLException {
    this.connection = connection;
    this.large =
        Set.copyOf(
            column("select relname from pg_class where reltuples >= 200000 and relkind = 'r'"));
  }

  static synchronized FilledTables get() throws SQLException {
    if (filled == null) {
      filled = fill(TestPostgres.create());
    }
    return filled;
  }

  private static FilledTables fill(TestPostgres.Database database) throws SQLException {
    RunningGateway.migrateWhatsAppTables(database);
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("classpath:db/gateway")
        .table("flyway_schema_history_gateway")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
    // Values are left open, which the other mode has no way to say.
    Connection connection =
        DriverManager.getConnection(database.jdbcUrl() + "&preferQueryMode=simple");
    try (Statement statement = connection.createStatement()) {
      // Rows are written as they are meant to be: nothing has to follow from them.
      for (String table : List.of("contacts", "chats", "chat_reads")) {
        statement.execute("alter table " + table + " disable trigger user");
      }
      for (String rows : ROWS) {
        statement.execute(rows);
      }
      statement.execute("vacuum analyze");
    }
    return new FilledTables(connection);
  }

  /// True for a table that has as many rows as that.
  boolean isLarge(String table) {
    return large.contains(table);
  }

  /// The first column of what a statement tells.
  List<String> column(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Does something and takes it back.
  void undone(Work work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /// What is taken back.
  interface Work {
    /// Does it.
    void run() throws SQLException;
  }

  private static final String OWNER =
      "('00000000-0000-4000-8000-' || lpad((n % 1000)::text, 12, '0'))::uuid";

  private static final List<String> ROWS =
      Stream.of(
              """
              insert into workspaces (id, name)
              select <owner>, 'w' from generate_series(1, 1000) n
              """,
              """
              insert into users (id, workspace_id, email, name, password_hash, role, created_at)
              select md5('u' || n)::uuid, <owner>, n || '@example.com', 'u' || n, repeat('x', 60),
                'agent', now() - n * interval '1 minute'
              from <rows>
              """,
              """
              insert into invitations (id, workspace_id, email, role, token_hash, invited_by,
                created_at, expires_at)
              select md5('i' || n)::uuid, <owner>, n || '@example.com', 'agent',
                sha256(n::text::bytea), md5('u' || n)::uuid, now() - n * interval '1 minute',
                now() + n * interval '1 minute'
              from <rows>
              """,
              """
              insert into api_requests (workspace_id, user_id, route, key, claim, claimed_until,
                fingerprint, created_at)
              select <owner>, md5('u' || n)::uuid, 'POST /', 'k' || n, gen_random_uuid(), now(), '',
                now() - n * interval '1 second'
              from <rows>
              """,
              """
              insert into live_marks (at, positions)
              select now() - n * interval '1 second', 'm=1' from <rows>
              """,
              """
              insert into channel_changes (channel_id, version, workspace_id, changed_at, action,
                fields)
              select 'c' || n % 2000, n, <owner>, now(), 'changed', '{}' from <rows>
              """,
              """
              insert into contacts (id, owner_id, seen_at, created_at, wa_id)
              select md5('p' || n)::uuid, <owner>, now(), now(), n::text from <rows>
              """,
              """
              insert into contact_aliases (id, contact_id, owner_id, identity, contact_identity)
              select md5('pa' || n)::uuid, md5('p' || n)::uuid, <owner>, n::text, 'US.' || n
              from <rows>
              """,
              """
              insert into chats (id, owner_id, contact_id, last_message_id, last_message_at,
                created_at, updated_at, wa_chat_id, channel_id, last_message_direction,
                last_message_type)
              select md5('c' || n)::uuid, <owner>, md5('p' || n)::uuid, gen_random_uuid(),
                now() - n * interval '1 minute', now(), now(), 'c|' || n, 'c', 'inbound', 'text'
              from <rows>
              """,
              """
              insert into chat_aliases (id, chat_id, owner_id)
              select md5('ca' || n)::uuid, md5('c' || n)::uuid, <owner> from <rows>
              """,
              """
              insert into chat_reads (chat_id, owner_id, read_count)
              select md5('c' || n)::uuid, <owner>, 1 from <rows>
              """,
              """
              insert into chat_team (chat_id, owner_id, last_message_at, unread, channel_id)
              select id, owner_id, last_message_at, false, channel_id from chats
              """,
              """
              insert into labels (id, owner_id, name, name_key, colour, created_by, deleted_at)
              select md5('l' || n)::uuid, <owner>, 'l' || n, 'l' || n, '#000000',
                gen_random_uuid(), case when n % 10000 = 0 then now() end
              from <rows>
              """,
              """
              insert into chat_labels (chat_id, label_id, last_message_at, added_at, added_by)
              select md5('c' || n)::uuid, md5('l' || n)::uuid, now(), now(), gen_random_uuid()
              from <rows>
              """,
              """
              insert into chat_notes (id, owner_id, chat_id, author_id, created_at, text)
              select md5('n' || n)::uuid, <owner>, md5('c' || n % 20000)::uuid,
                md5('u' || n)::uuid, now() - n * interval '1 second', 'note'
              from <rows>
              """,
              """
              insert into chat_change_outbox (owner_id, chat_id, occurred_at, version, type)
              select <owner>, md5('c' || n)::uuid, now(), 1, 'CLOSED' from <rows>
              """,
              """
              insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
                wa_message_id, direction, type, body)
              select (lpad(to_hex(1760000000000 + n * 1000), 12, '0') || '80008000'
                  || lpad(to_hex(n), 12, '0'))::uuid,
                <owner>, md5('c' || n % 2000)::uuid, to_timestamp(1760000000 + n), now(), 'c',
                'w' || n, 'inbound', 'text', 'word' || n
              from <rows>
              """,
              """
              insert into message_statuses (owner_id, occurred_at, received_at, rank,
                wa_message_id, status, recipient, channel_id)
              select <owner>, now(), now(), 40, 'w' || n, 'sent', '', 'c' from <rows>
              """,
              """
              insert into media (owner_id, message_id, occurred_at, outcome, media_id)
              select <owner>, gen_random_uuid(), now(), 'stored', n::text from <rows>
              """,
              """
              insert into channel_events (id, owner_id, received_at, channel_id,
                business_account_id, field, content)
              select gen_random_uuid(), <owner>, now() - n * interval '1 second', 'c' || n % 1000,
                'b' || n % 1000,
                case when n % 2 = 0 then 'calls' else 'message_template_status_update' end,
                json_build_object('event', 'APPROVED', 'message_template_name', 'a' || n % 100,
                  'message_template_language', 'ar')
              from <rows>
              """)
          .map(rows ->
              rows.replace("<owner>", OWNER).replace("<rows>", "generate_series(1, 200000) n"))
          .toList();
}
