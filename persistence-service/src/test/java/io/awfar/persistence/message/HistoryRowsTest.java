package io.awfar.persistence.message;

import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a number's history brings.
class HistoryRowsTest {

  private final TestRows rows = TestRows.create();

  private final Message placeholder =
      message("c", "201", "w1", 0)
          .setType(MessageType.MEDIA_PLACEHOLDER)
          .setTypeName("media_placeholder")
          .setText(null)
          .setHistoryStatus("read")
          .build();
  private final Message file =
      message("c", "201", "w1", 0)
          .setType(MessageType.IMAGE)
          .setTypeName("image")
          .setText("the receipt")
          .setMedia(new Media("m1", "image/jpeg", "hash", null, null, false, false))
          .setReceivedAt(second(600))
          .build();

  @AfterEach
  void close() {
    rows.close();
  }

  private void assertFile() {
    assertThat(rows.query("select type, body, media_id from messages"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("type", "image")
                .containsEntry("body", "the receipt")
                .containsEntry("media_id", "m1"));
    assertThat(rows.counts().files()).isEqualTo(1);
    assertThat(rows.counts().stored()).isEqualTo(2);
  }

  @Test
  void aMessageOfAHistoryIsNotUnreadAndHasTheStatusThatTheHistoryTells() {
    rows.write(Topics.MESSAGES, placeholder);

    assertThat(rows.value("select inbound_count from chats")).isEqualTo("0");
    assertThat(rows.value("select content->>'historyStatus' from messages")).isEqualTo("read");
  }

  @Test
  void aFileTakesThePlaceOfItsPlaceholder() {
    rows.write(Topics.MESSAGES, placeholder);
    assertThat(rows.value("select last_message_type from chats")).isEqualTo("media_placeholder");

    rows.write(Topics.MESSAGES, file);

    assertFile();
    assertThat(rows.query("select last_message_type, last_message_text from chats").getFirst())
        .containsEntry("last_message_type", "image")
        .containsEntry("last_message_text", "the receipt");
  }

  @Test
  void aPlaceholderThatComesAfterItsFileChangesNothing() {
    rows.write(Topics.MESSAGES, file);
    rows.write(Topics.MESSAGES, placeholder);

    assertFile();
  }

  @Test
  void bothInOneBatchAndAgainAreTheFile() {
    rows.write(Topics.MESSAGES, placeholder, file);
    Map<String, List<Map<String, String>>> before = rows.dump();
    assertFile();

    rows.write(Topics.MESSAGES, file, placeholder);
    rows.write(Topics.MESSAGES, placeholder);

    assertThat(rows.dump()).isEqualTo(before);
  }
}
