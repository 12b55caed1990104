package io.awfar.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the functions of the database read when they are called, on tables of 200,000 rows of a
/// thousand workspaces: none of these tables from its start.
///
/// Functions are found by themselves, in the scripts that make them.
class FunctionPlansTest {

  private static final List<String> SCRIPTS = List.of("/db/gateway/R__teams.sql");

  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^create or replace function (\\w+)\\(");

  private static final String OWNER = "'00000000-0000-4000-8000-000000000005'::uuid";
  private static final String CHAT = "md5('c5')::uuid";
  private static final String USER = "md5('u5')::uuid";
  private static final String NOTE = "md5('n5')::uuid";

  /// A call of each, which changes something.
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          entry("chats_changed", "chats_changed(array[<chat>])"),
          entry("chat_merged", "chat_merged(<chat>, md5('c1005')::uuid)"),
          entry("forget_chats", "forget_chats(<chat>, 100)"),
          entry("team_of_chat", "team_of_chat(<owner>, <chat>)"),
          entry("team_changed", "team_changed(<chat>, <user>)"),
          entry("assign_chat", "assign_chat(<owner>, <chat>, <user>, <user>, true)"),
          entry("close_chat", "close_chat(<owner>, <chat>, <user>, true)"),
          entry(
              "label_chat", "label_chat(<owner>, <chat>, <user>, md5('l1005')::uuid, true, 1000)"),
          entry("add_label", "add_label(<owner>, <user>, 'New', 'new', '#000000', 1000)"),
          entry(
              "tell_of_note",
              "tell_of_note(team_changed(<chat>, <user>), <user>, 'NOTE_ADDED', <note>)"),
          entry("add_note", "add_note(<owner>, <chat>, <user>, gen_random_uuid(), 'new')"),
          entry("change_note", "change_note(<owner>, <chat>, <user>, false, <note>, 'new')"));

  private static FilledTables tables;

  @BeforeAll
  static void fillTables() throws SQLException {
    tables = FilledTables.get();
  }

  @TestFactory
  Stream<DynamicTest> everyFunctionGoesByIndexes() {
    return SCRIPTS.stream()
        .flatMap(FunctionPlansTest::functions)
        .map(name -> DynamicTest.dynamicTest(name, () -> assertGoesByIndexes(name)));
  }

  /// The count of what is read from its start is one that counts.
  @Test
  void aTableThatIsReadFromItsStartIsFound() throws SQLException {
    tables.undone(() -> {
      tables.column("select count(*) from labels where colour = 'none'");
      assertThat(readFromTheirStart()).containsExactly("labels");
    });
  }

  private static Stream<String> functions(String script) {
    try (InputStream text =
        Objects.requireNonNull(FunctionPlansTest.class.getResourceAsStream(script))) {
      return FUNCTION
          .matcher(new String(text.readAllBytes(), StandardCharsets.UTF_8))
          .results()
          .map(function -> function.group(1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertGoesByIndexes(String function) throws SQLException {
    assertThat(CALLS).as("a call of each function").containsKey(function);
    String call =
        CALLS
            .get(function)
            .replace("<owner>", OWNER)
            .replace("<chat>", CHAT)
            .replace("<user>", USER)
            .replace("<note>", NOTE);
    tables.undone(() -> {
      tables.run("set local plan_cache_mode = force_generic_plan");
      List<String> result = tables.column("select " + call);
      if (function.matches("(assign|close|label)_chat|(add|change)_note")) {
        assertThat(result).containsExactly("changed");
      }
      assertThat(readFromTheirStart()).isEmpty();
    });
  }

  /// In this transaction.
  private static List<String> readFromTheirStart() throws SQLException {
    return tables
        .column("select relname from pg_stat_xact_user_tables where seq_scan > 0 order by 1")
        .stream()
        .filter(tables::isLarge)
        .toList();
  }
}
