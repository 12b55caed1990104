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
    scripts.addMonth("messages_2027_01", "2027-02-01");
    scripts.addMonth("messages_2027_02", "2027-03-01");
    scripts.addMonth("messages_2027_03", "2027-04-01");
  }

  @AfterEach
  void close() {
    rows.close();
  }

  private static long count(Connection reader) throws SQLException {
    try (var statement = reader.createStatement();
        var result = statement.executeQuery("select count(*) from messages")) {
      result.next();
      return result.getLong(1);
    }
  }

  private void assertRows(String table, int count) {
    assertThat(rows.value("select count(*) from " + table)).as(table).isEqualTo("" + count);
  }

  private void assertPending(String count) {
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(rows.value("select count(*) from pg_inherits where inhdetachpending"))
                .isEqualTo(count));
  }

  private static Message toldAgainLater(Message message) {
    Instant later = message.getSentAt().plusSeconds(60);
    return Message.newBuilder(message)
        .setSentAt(later)
        .setMessageId(StableId.message(Events.OWNER, "c", message.getWaMessageId(), later))
        .build();
  }

  @Test
  void rowsFindTheirMonthAndAreStillStoredOnce() {
    List<List<Message>> polls = MONTHS.stream().map(MonthsOfMessages::messages).toList();

    assertThat(rows.append(Topics.MESSAGES, polls).inserted()).isEqualTo(3 * EACH);

    polls.forEach(
        poll -> assertThat(rows.write(Topics.MESSAGES, 0, poll).repeated()).isEqualTo(EACH));
    assertThat(rows.write(Topics.MESSAGES, 0, messages("2026-12")).repeated()).isEqualTo(EACH);
    assertRows("messages", 4 * EACH);
    assertRows("messages_2027_02", EACH);
    assertThat(rows.value("select sum(inbound_count) from chats")).isEqualTo("" + 4 * EACH);
  }

  @Test
  void aMessageToldAtTwoTimesOfAMonthIsStoredOnce() {
    Message first = messages("2027-02").getFirst();

    assertThat(rows.write(Topics.MESSAGES, first, toldAgainLater(first)).suppressed()).isEqualTo(1);

    assertRows("messages_2027_02", 1);
  }

  @Test
  void aMessageOfAMonthThatIsNotMadeIsARowAndComesIntoItsMonth() throws Exception {
    List<Message> april = messages("2027-04");
    assertThat(rows.append(Topics.MESSAGES, List.of(april, messages("2027-05"))).inserted())
        .isEqualTo(2 * EACH);
    assertRows("messages_later", 2 * EACH);

    scripts.addMonth("messages_2027_04", "2027-05-01");

    assertRows("messages_2027_04", EACH);
    assertRows("messages_later", EACH);
    assertThat(rows.write(Topics.MESSAGES, 0, april).repeated()).isEqualTo(EACH);
    assertThat(rows.write(Topics.MESSAGES, 0, messages("2027-05")).repeated()).isEqualTo(EACH);
    assertThat(rows.write(Topics.MESSAGES, toldAgainLater(april.getFirst())).suppressed())
        .isEqualTo(1);
    assertRows("messages", 3 * EACH);
  }

  @Test
  void aMonthIsNotMadeRatherThanHoldReadersAndCanBeMadeAgain() throws Exception {
    rows.write(Topics.MESSAGES, 0, messages("2027-04"));
    PartitioningScripts.Script add = () -> scripts.addMonth("messages_2027_04", "2027-05-01");

    assertThatThrownBy(() -> scripts.runBesideWriter(add)).hasMessageContaining("lock timeout");
    assertRows("messages_later", EACH);

    scripts.runBesideReaders(add);
    assertRows("messages_2027_04", EACH);
  }

  @Test
  void aMessageOlderThanTheOldestMonthIsARowUntilTheNextMonthGoes() throws Exception {
    rows.append(Topics.MESSAGES, List.of(messages("2027-01"), messages("2027-02")));
    scripts.dropMonth("messages_first");

    assertThat(rows.append(Topics.MESSAGES, List.of(messages("1970-01"))).inserted())
        .isEqualTo(EACH);
    assertThat(rows.write(Topics.MESSAGES, 0, messages("2026-12")).inserted()).isEqualTo(EACH);
    assertThat(rows.write(Topics.MESSAGES, 0, messages("2026-12")).repeated()).isEqualTo(EACH);
    assertRows("messages_older", 2 * EACH);

    scripts.dropMonth("messages_2027_01");
    assertRows("messages", EACH);
    assertThat(rows.write(Topics.MESSAGES, 0, messages("2027-01")).inserted()).isEqualTo(EACH);
    assertRows("messages_older", EACH);

    scripts.dropMonth("messages_older");
    assertRows("messages_older", 0);
    assertRows("messages", EACH);
  }

  @Test
  void onlyTheOldestMonthIsDropped() {
    for (String other :
        List.of("messages_2027_02", "messages_later", "messages_2026_01", "chats")) {
      assertThatThrownBy(() -> scripts.dropMonth(other)).isInstanceOf(SQLException.class);
    }

    assertThat(
            rows.value("select count(*) from pg_inherits where inhparent = 'messages'::regclass"))
        .isEqualTo("5");
    assertThat(rows.value("select to_regclass('chats')")).isEqualTo("chats");
  }

  @Test
  void aMonthIsDroppedWhileOthersReadAndWrite() throws Exception {
    rows.append(Topics.MESSAGES, List.of(messages("2027-01"), messages("2027-02")));
    scripts.dropMonth("messages_first");
    try (Connection reader = rows.connect();
        var executor = Executors.newSingleThreadExecutor()) {
      reader.setAutoCommit(false);
      assertThat(count(reader)).isEqualTo(2 * EACH);

      Callable<Void> drop =
          () -> {
            scripts.dropMonth("messages_2027_01");
            return null;
          };
      Future<Void> dropped = executor.submit(drop);
      // From here on the drop waits for the reader, and nobody for the drop.
      assertPending("1");

      assertThat(count(reader)).isEqualTo(EACH);
      try (Connection other = rows.connect()) {
        other.createStatement().execute("set statement_timeout = '5s'");
        assertThat(count(other)).isEqualTo(EACH);
      }
      assertThat(rows.append(Topics.MESSAGES, List.of(messages("2027-03"))).inserted())
          .isEqualTo(EACH);
      assertThat(rows.write(Topics.MESSAGES, 0, messages("2026-12")).inserted()).isEqualTo(EACH);
      // What goes takes no more: such a message waits and is no dead letter.
      assertThatThrownBy(() -> rows.write(Topics.MESSAGES, 0, messages("2027-01")))
          .hasMessageContaining("partition");
      assertThat(dropped.isDone()).isFalse();

      reader.commit();
      dropped.get(30, TimeUnit.SECONDS);
      assertThat(rows.value("select to_regclass('messages_2027_01')")).isNull();
      assertThat(rows.write(Topics.MESSAGES, 0, messages("2027-01")).inserted()).isEqualTo(EACH);
      assertRows("messages", 3 * EACH);
    }
  }

  @Test
  void aDropThatWasInterruptedIsRunAgain() throws Exception {
    scripts.dropMonth("messages_first");
    Map<String, String> month = Map.of("month", "messages_2027_01");
    assertThatThrownBy(
            () -> scripts.runBesideWriter(() -> scripts.run("drop-month.sql", month, "3s")))
        .hasMessageContaining("statement timeout");
    assertPending("1");

    scripts.runBesideReaders(() -> scripts.run("drop-month.sql", month));

    assertPending("0");
    assertThat(rows.write(Topics.MESSAGES, 0, messages("2027-01")).inserted()).isEqualTo(EACH);
    assertRows("messages_older", EACH);
  }
}
