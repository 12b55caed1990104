package io.awfar.gateway;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.testservers.TestPostgres;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// How PostgreSQL would run each statement of the gateway, whatever its values, on tables of
/// 200,000 rows of a thousand workspaces: through an index, by a condition on it.
///
/// Statements are found by themselves: all constants of classes of queries.
class StatementPlansTest {

  private static final TestPostgres.Database DATABASE = TestPostgres.create();

  /// Those that are put together with others, and are no statements of their own.
  private static final Set<String> PARTS = Set.of("LabelQueries.TELL");

  /// Those that take rows as they come, or in the order of an index, and say how many at most; and
  /// the labels that are deleted, which are few and have an index of their own.
  private static final Set<String> BOUNDED =
      Set.of(
          "ChangeQueries.WAITING",
          "ChangeQueries.NEXT",
          "LabelQueries.CLEAN_UP",
          "LabelQueries.FORGET",
          "UserQueries.ARE_NONE");

  /// What the driver tells of types, where a statement alone does not.
  private static final Map<String, String> TYPES =
      Map.of(
          "unnest($4) person",
          "unnest($4::text[]) person",
          "unnest($2) asked",
          "unnest($2::text[]) asked",
          "md5($1::text",
          "md5($1::uuid::text");

  private static final Pattern STATEMENT =
      Pattern.compile("\\s*(select|with|insert|update|delete)\\b.*", Pattern.DOTALL);

  private static final Pattern OPEN = Pattern.compile("<[a-z]+>");

  /// A step that reads a table, with what stands below it up to the next step.
  private static final Pattern READING =
      Pattern.compile(
          "(?m)^.*?((Seq Scan|Index Scan|Index Only Scan)[^\\n]*? on"
              + " (\\w+)[^\\n]*)((\\n(?!.*->)[^\\n]*)*)");

  private static Connection connection;
  private static Set<String> large;

  @BeforeAll
  static void fillTables() throws SQLException {
    RunningGateway.migrateWhatsAppTables(DATABASE);
    Flyway.configure()
        .dataSource(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password())
        .locations("classpath:db/gateway")
        .table("flyway_schema_history_gateway")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
    // Values are left open, which the other mode has no way to say.
    connection = DriverManager.getConnection(DATABASE.jdbcUrl() + "&preferQueryMode=simple");
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
    large =
        Set.copyOf(
            column("select relname from pg_class where reltuples >= 200000 and relkind = 'r'"));
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static List<String> column(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyStatementGoesByAnIndex() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
      return files
          .map(file -> Path.of("target/classes").relativize(file).toString())
          .filter(file -> file.endsWith("Queries.class"))
          .sorted()
          .toList()
          .stream()
          .flatMap(file -> constants(file.replace(".class", "").replace('/', '.')))
          .filter(constant -> isStatement(constant.sql()) && !PARTS.contains(constant.name()))
          .map(constant ->
              DynamicTest.dynamicTest(constant.name(), () -> assertGoesByAnIndex(constant)));
    }
  }

  private record Constant(String name, String sql) {}

  private static Stream<Constant> constants(String className) {
    try {
      Class<?> queries = Class.forName(className);
      List<Constant> constants = new ArrayList<>();
      for (Field field : queries.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
          field.setAccessible(true);
          constants.add(
              new Constant(
                  queries.getSimpleName() + "." + field.getName(), (String) field.get(null)));
        }
      }
      return constants.stream();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isStatement(String text) {
    return STATEMENT.matcher(text).matches() && !OPEN.matcher(text).find();
  }

  private static void assertGoesByAnIndex(Constant constant) throws SQLException {
    String sql = constant.sql();
    for (var type : TYPES.entrySet()) {
      sql = sql.replace(type.getKey(), type.getValue());
    }
    String plan =
        column("explain (generic_plan, costs off) " + sql).stream().collect(joining("\n"));
    List<String> whole =
        READING
            .matcher(plan)
            .results()
            .filter(reading -> large.contains(reading.group(3)))
            .filter(reading -> !reading.group(4).contains("Index Cond"))
            .map(reading -> reading.group(1))
            .toList();
    if (!BOUNDED.contains(constant.name())) {
      assertThat(whole).as(plan).isEmpty();
    }
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
