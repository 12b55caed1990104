package io.awfar.persistence.message;

import static io.awfar.persistence.Events.OWNER;
import static io.awfar.persistence.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

  private static TestRows rows;

  @BeforeAll
  static void create() {
    rows = TestRows.create();
  }

  @AfterAll
  static void close() {
    rows.close();
  }

  private static String text(String sql, String... values) {
    try (var connection = rows.connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean finds(String words, String body) {
    return finds(OWNER, words, OWNER, body);
  }

  private static boolean finds(UUID searcher, String words, UUID owner, String body) {
    return "t"
        .equals(
            text(
                "select search_words(?::uuid, ?) @@ search_query(?::uuid, ?)",
                owner.toString(),
                body,
                searcher.toString(),
                words));
  }

  @ParameterizedTest
  @CsvSource({
    "مُحَمَّدٌ, محمد",
    "محـــمد, محمد",
    "أحمد, احمد",
    "إلى, الي",
    "آمال, امال",
    "ٱلله, الله",
    "مدرسة, مدرسه",
    "مصطفى, مصطفي",
    "سؤال, سوال",
    "شيء, شي",
    "طلب ٤٢, طلب 42",
    "طلب ۴۲, طلب 42",
    "ﻣﺮﺣﺒﺎ, مرحبا",
    "کتاب, كتاب",
    "Café, cafe",
    "NAÏVE, naive",
    "ÅNGSTRÖM, angstrom",
    "Ｆｕｌｌ, full",
    "ПРИВЕТ, привет",
    "invoice#42, 42",
    "a.b@example.com, example",
    "١٢٣،٤٥٦, 456"
  })
  void eachIsFoundByTheOther(String one, String other) {
    assertThat(finds(other, one)).as(one + " by " + other).isTrue();
    assertThat(finds(one.split("[#،.]")[0], one)).as(one).isTrue();
  }

  @Test
  void allWordsMustBeThereInWhateverOrder() {
    assertThat(finds("order late", "my order is late")).isTrue();
    assertThat(finds("late order", "my order is late")).isTrue();
    assertThat(finds("late orders", "my order is late")).isFalse();
  }

  @Test
  void ofTheLastWordTheBeginningIsEnoughFromThreeLettersOn() {
    assertThat(finds("order lat", "my order is late")).isTrue();
    assertThat(finds("order la", "my order is late")).isFalse();
    assertThat(finds("ord late", "my order is late")).isFalse();
    assertThat(finds("is", "my order is late")).isTrue();
    assertThat(finds("السل", "السلام عليكم")).isTrue();
  }

  @Test
  void aWorkspaceDoesNotFindTheWordsOfAnother() {
    assertThat(finds(UUID.randomUUID(), "order", OWNER, "my order")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "!&|()<->:*'\\", "؟،؛", "😀 ❤️", "\u0301", "\u200f"})
  void whatHasNoWordAsksForNothing(String words) {
    assertThat(text("select search_query(?::uuid, ?)", OWNER.toString(), words)).isNull();
    assertThat(text("select search_words(?::uuid, ?)", OWNER.toString(), words)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order' | 'x",
        "order:* & !late",
        "order <-> late",
        "'order'",
        "order\\",
        "(order",
        "%order_"
      })
  void operatorsAreNoOperators(String words) {
    assertThat(finds(words, "nothing of it")).isFalse();
    assertThat(finds("order", words)).isTrue();
  }

  @Test
  void whateverSomebodyWritesIsARow() {
    List<String> hostile =
        List.of(
            "a".repeat(4096),
            "a".repeat(100_000),
            "ﷺ".repeat(4096),
            "ع".repeat(4096),
            "😀".repeat(2000),
            " ".repeat(4096),
            "a\u0000b",
            "\u0301".repeat(4096),
            "' & | ! <-> :* \\ \" ( ) $$ %s",
            "\uFFFF\uFFFE\uFDD0",
            IntStream.range(0, 2000).mapToObj(i -> "w" + i).collect(Collectors.joining(" ")),
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67");
    for (int i = 0; i < hostile.size(); i++) {
      var outcome =
          rows.write(
              Topics.MESSAGES,
              message("hostile", "1", "hostile" + i, i).setText(hostile.get(i)).build());
      assertThat(outcome.inserted()).as("" + i).isEqualTo(1);
      assertThat(outcome.rejected()).as("" + i).isEmpty();
    }
  }

  @Test
  void aWordLongerThanFortyLettersIsFoundByItsBeginningAndAsAWhole() {
    String word = "abcdefghij".repeat(12);
    assertThat(finds(word, "see " + word)).isTrue();
    assertThat(finds(word.substring(0, 20), "see " + word)).isTrue();
    assertThat(finds("ع".repeat(100), "ع".repeat(100))).isTrue();
  }

  @Test
  void messagesAreFoundByTheIndex() throws SQLException {
    try (var connection = rows.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
            wa_message_id, direction, type, body)
          select gen_random_uuid(), '%s', gen_random_uuid(), now(), now(), '1', 'search.' || n,
            'inbound', 'text', 'word' || n || ' سلام'
          from generate_series(1, 20000) n
          """
              .formatted(OWNER));
      statement.execute("analyze messages");
      StringBuilder plan = new StringBuilder();
      try (var lines =
          statement.executeQuery(
              """
              explain select id from messages
              where search_words(owner_id, body) @@ search_query('%s', 'word77 سلا')
                and body is not null and type <> 'reaction' and owner_id = '%s'
              """
                  .formatted(OWNER, OWNER))) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      assertThat(plan.toString()).contains("idx_messages_search").doesNotContain("Seq Scan");
    }
  }
}
