package io.awfar.persistence.message;

import static io.awfar.persistence.message.MonthsOfMessages.EACH;
import static io.awfar.persistence.message.MonthsOfMessages.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The plan for a billion messages: the scripts of `partitioning/`, run on the tables of today.
class PartitioningTest {

  private static final List<String> MONTHS = List.of("2027-01", "2027-02", "2027-03");

  private final TestRows rows = TestRows.create();
  private final PartitioningScripts scripts = new PartitioningScripts(rows);

  @BeforeEach
  void convertWhatIsThere() throws SQLException {
    rows.write(Topics.MESSAGES, 0, messages("2026-12"));
    scripts.convert("2027-01-01");
    scripts.run("add-month.sql", month("messages_2027_01", "2027-01-01", "2027-02-01"));
    scripts.run("add-month.sql", month("messages_2027_02", "2027-02-01", "2027-03-01"));
    scripts.run("add-month.sql", month("messages_2027_03", "2027-03-01", "2027-04-01"));
  }

  @AfterEach
  void close() {
    rows.close();
  }

  private static Map<String, String> month(String name, String from, String until) {
    return Map.of("month", name, "from", from, "until", until);
  }

  private static long count(Connection reader) throws SQLException {
    try (var statement = reader.createStatement();
        var result = statement.executeQuery("select count(*) from messages")) {
      result.next();
      return result.getLong(1);
    }
  }

  @Test
  void rowsFindTheirMonthAndAreStillStoredOnce() {
    List<List<Message>> polls = MONTHS.stream().map(MonthsOfMessages::messages).toList();

    assertThat(rows.append(Topics.MESSAGES, polls).inserted()).isEqualTo(3 * EACH);

    polls.forEach(
        poll -> assertThat(rows.write(Topics.MESSAGES, 0, poll).repeated()).isEqualTo(EACH));
    assertThat(rows.write(Topics.MESSAGES, 0, messages("2026-12")).repeated()).isEqualTo(EACH);
    assertThat(rows.value("select count(*) from messages")).isEqualTo("" + 4 * EACH);
    assertThat(rows.value("select count(*) from messages_2027_02")).isEqualTo("" + EACH);
    assertThat(rows.value("select sum(unread_count) from chats")).isEqualTo("" + 4 * EACH);
  }

  @Test
  void aMessageToldAtTwoTimesOfAMonthIsStoredOnce() {
    Message first = messages("2027-02").getFirst();
    Instant later = first.getSentAt().plusSeconds(60);
    Message again =
        Message.newBuilder(first)
            .setSentAt(later)
            .setMessageId(StableId.message(Events.OWNER, "c", first.getWaMessageId(), later))
            .build();

    assertThat(rows.write(Topics.MESSAGES, first, again).suppressed()).isEqualTo(1);

    assertThat(rows.value("select count(*) from messages_2027_02")).isEqualTo("1");
  }

  @Test
  void aMessageOfAMonthThatNobodyMadeWaitsAndIsNoDeadLetter() throws Exception {
    List<Message> early = messages("2027-04");

    assertThatThrownBy(() -> rows.write(Topics.MESSAGES, 0, early))
        .hasMessageContaining("partition");

    scripts.run("add-month.sql", month("messages_2027_04", "2027-04-01", "2027-05-01"));
    assertThat(rows.write(Topics.MESSAGES, 0, early).inserted()).isEqualTo(EACH);
  }

  @Test
  void aMonthIsDroppedWhileOthersReadAndWrite() throws Exception {
    rows.append(Topics.MESSAGES, List.of(messages("2027-01"), messages("2027-02")));
    try (Connection reader = rows.connect();
        var executor = Executors.newSingleThreadExecutor()) {
      reader.setAutoCommit(false);
      assertThat(count(reader)).isEqualTo(3 * EACH);

      Callable<Void> drop =
          () -> {
            scripts.run("drop-month.sql", Map.of("month", "messages_2027_01"));
            return null;
          };
      Future<Void> dropped = executor.submit(drop);
      // From here on the drop waits for the reader, and nobody for the drop.
      Awaitility.await()
          .until(() ->
              rows.value("select count(*) from pg_inherits where inhdetachpending").equals("1"));

      assertThat(count(reader)).isEqualTo(2 * EACH);
      try (Connection other = rows.connect()) {
        other.createStatement().execute("set statement_timeout = '5s'");
        assertThat(count(other)).isEqualTo(2 * EACH);
      }
      assertThat(rows.append(Topics.MESSAGES, List.of(messages("2027-03"))).inserted())
          .isEqualTo(EACH);
      assertThat(dropped.isDone()).isFalse();

      reader.commit();
      dropped.get(30, TimeUnit.SECONDS);
      assertThat(rows.value("select to_regclass('messages_2027_01')")).isNull();
      assertThat(rows.value("select count(*) from messages")).isEqualTo("" + 3 * EACH);
    }
  }
}
