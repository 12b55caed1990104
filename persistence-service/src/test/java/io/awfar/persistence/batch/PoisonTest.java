package io.awfar.persistence.batch;

import static io.awfar.persistence.Events.channelEvent;
import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.status;
import static io.awfar.whatsapp.DeliveryStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.Rejected.Reason;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Records that the database refuses are found and given up alone; all others become rows.
class PoisonTest {

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static List<Message> good(int count) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(message("c", "20" + i % 7, "w" + i, i).build());
    }
    return messages;
  }

  private void assertOnlyRefused(List<Message> messages, int good, int... offsets) {
    TestRows.Outcome outcome = rows.write(Topics.MESSAGES, 0, messages);

    assertThat(outcome.rejected()).allMatch(letter -> letter.reason() == Reason.CONSTRAINT);
    assertThat(outcome.rejected().stream().mapToInt(letter -> (int) letter.origin().offset()))
        .containsExactlyInAnyOrder(Arrays.stream(offsets).boxed().toArray(Integer[]::new));
    assertThat(rows.counts().messages()).isEqualTo(good);
    assertThat(rows.value("select sum(inbound_count) from chats")).isEqualTo("" + good);
  }

  @Test
  void aTimeBeyondWhatThereIsIsRefusedAlone() {
    List<Message> messages = good(101);
    messages.set(
        37, message("c", "201", "late", 0).setSentAt(Instant.ofEpochMilli(Long.MAX_VALUE)).build());

    assertOnlyRefused(messages, 100, 37);
  }

  @Test
  void idsThatFitIntoNoIndexAreRefusedAlone() {
    StringBuilder id = new StringBuilder();
    new Random(1).ints(20_000, 'A', 'z').forEach(character -> id.append((char) character));
    List<MessageStatus> statuses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      statuses.add(status("c", "201", i % 99 == 0 ? id.toString() + i : "w" + i, SENT, i).build());
    }

    TestRows.Outcome outcome = rows.write(Topics.STATUSES, 0, statuses);

    assertThat(outcome.rejected())
        .extracting(letter -> letter.origin().offset())
        .containsExactly(0L, 99L);
    assertThat(rows.counts().statuses()).isEqualTo(98);
  }

  @Test
  void brokenAndBottomlessJsonIsRefusedAlone() {
    ChannelEvent good = channelEvent("c", "good", 0).build();
    ChannelEvent broken = channelEvent("c", "broken", 0).setContent("{").build();
    ChannelEvent bottomless =
        channelEvent("c", "deep", 0).setContent("[".repeat(200_000) + "]".repeat(200_000)).build();

    TestRows.Outcome outcome = rows.write(Topics.CHANNEL_EVENTS, broken, good, bottomless);

    assertThat(outcome.rejected())
        .extracting(Rejected::detail)
        .containsExactly("SQLSTATE 22P02", "SQLSTATE 54001");
    assertThat(rows.counts().channelEvents()).isEqualTo(1);
  }
}
