package io.awfar.persistence.batch;

import static io.awfar.persistence.Events.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Message;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransactionTimeTest {

  @Test
  void aDatabaseThatDoesNotAnswerIsGivenUpWithoutLosingConnectionsToIt() throws Exception {
    Message message = message("c", "201", "w", 0).build();
    try (TestRows rows = TestRows.create(Duration.ofMillis(150));
        var locker = rows.connect()) {
      locker.setAutoCommit(false);
      locker.createStatement().execute("lock table messages in exclusive mode");

      for (int i = 0; i < TestRows.CONNECTIONS * 2; i++) {
        assertThatThrownBy(() -> rows.write(Topics.MESSAGES, message))
            .satisfies(failure ->
                assertThat(DatabaseFailure.of(failure)).isEqualTo(DatabaseFailure.UNAVAILABLE));
      }

      locker.rollback();
      // A busy machine may need more than the time of a transaction; with all connections lost no
      // try would succeed.
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(rows.write(Topics.MESSAGES, message).rejected()).isEmpty());
      assertThat(rows.value("select count(*) from messages")).isEqualTo("1");
    }
  }
}
