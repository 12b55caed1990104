package io.awfar.gateway;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// How PostgreSQL would run each statement of the gateway, whatever its values, on tables of
/// 200,000 rows of a thousand workspaces: through an index, by a condition on it.
///
/// Statements are found by themselves: all constants of classes of queries.
class StatementPlansTest {

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

  private static FilledTables tables;

  @BeforeAll
  static void fillTables() throws SQLException {
    tables = FilledTables.get();
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
        tables.column("explain (generic_plan, costs off) " + sql).stream().collect(joining("\n"));
    List<String> whole =
        READING
            .matcher(plan)
            .results()
            .filter(reading -> tables.isLarge(reading.group(3)))
            .filter(reading -> !reading.group(4).contains("Index Cond"))
            .map(reading -> reading.group(1))
            .toList();
    if (!BOUNDED.contains(constant.name())) {
      assertThat(whole).as(plan).isEmpty();
    }
  }
}
