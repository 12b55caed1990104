package io.awfar.persistence.message;

import static io.awfar.persistence.message.MonthsOfMessages.EACH;
import static io.awfar.persistence.message.MonthsOfMessages.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import java.sql.SQLException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The table `messages` becomes the first partition while others go on.
class ConversionTest {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String QUERY_CANCELED = "57014";
  private static final Map<String, String> UNTIL = Map.of("until", "2027-01-01");

  private final TestRows rows = TestRows.create();
  private final PartitioningScripts scripts = new PartitioningScripts(rows);

  @AfterEach
  void close() {
    rows.close();
  }

  private void prepare() throws SQLException {
    scripts.run("convert-prepare.sql", UNTIL);
  }

  private void change() throws SQLException {
    scripts.run("convert-switch.sql", Map.of());
  }

  private static void assertGivesUp(String state, ThrowingCallable script) {
    assertThatThrownBy(script)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void aScriptGivesUpRatherThanHoldReadersAndCanBeRunAgain() throws Exception {
    rows.write(Topics.MESSAGES, 0, messages("2026-11"));
    // The index waits for the writer, and its making is interrupted.
    assertGivesUp(
        QUERY_CANCELED,
        () -> scripts.runBesideWriter(() -> scripts.run("convert-prepare.sql", UNTIL, "3s")));
    prepare();
    assertGivesUp(LOCK_NOT_AVAILABLE, () -> scripts.runBesideWriter(this::prepare));
    assertGivesUp(LOCK_NOT_AVAILABLE, () -> scripts.runBesideWriter(this::change));
    scripts.runBesideReaders(this::prepare);
    scripts.runBesideReaders(this::change);

    assertThat(rows.value("select count(*) from messages")).isEqualTo("" + EACH);
    assertThat(rows.value("select count(*) from messages_first")).isEqualTo("" + EACH);
    assertThat(rows.write(Topics.MESSAGES, 0, messages("2026-11")).repeated()).isEqualTo(EACH);
  }

  @Test
  void messagesAreStoredBetweenPreparationAndSwitch() throws Exception {
    rows.write(Topics.MESSAGES, 0, messages("2026-11"));
    prepare();

    assertThat(rows.write(Topics.MESSAGES, 0, messages("2026-12")).inserted()).isEqualTo(EACH);

    change();
    assertThat(rows.value("select count(*) from messages_first")).isEqualTo("" + 2 * EACH);
  }

  @Test
  void whatIsNotPreparedIsNotSwitched() {
    assertThatThrownBy(this::change).hasMessageContaining("messages_first_until");

    assertThat(rows.value("select to_regclass('messages_first')")).isNull();
  }

  @Test
  void nothingChangesOnceItIsConverted() throws Exception {
    prepare();
    change();

    assertThatThrownBy(this::prepare).hasMessageContaining("partitioned");
    assertThatThrownBy(this::change).hasMessageContaining("messages_first_until");

    assertThat(rows.write(Topics.MESSAGES, 0, messages("2026-12")).inserted()).isEqualTo(EACH);
  }
}
