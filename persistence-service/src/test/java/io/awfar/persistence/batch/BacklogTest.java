package io.awfar.persistence.batch;

import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.status;
import static io.awfar.whatsapp.DeliveryStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.persistence.Events;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.Reaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many polls in one transaction leave what the same records leave one batch at a time.
class BacklogTest {

  private static final int MESSAGES = 2_000;
  private static final int POLL = 150;

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static List<Message> messages() {
    Random random = new Random(1);
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      String contact = "20" + random.nextInt(40);
      Message.Builder message =
          message(
              "c" + random.nextInt(3),
              contact,
              "w" + i,
              random.nextInt(60),
              random.nextInt(3) == 0 ? Direction.OUTBOUND : Direction.INBOUND);
      switch (random.nextInt(8)) {
        case 0 -> message.setReaction(new Reaction("w0", "\uD83D\uDC4D")).setText(null);
        case 1 -> message.setType(MessageType.UNKNOWN).setTypeName("hologram");
        case 2 -> message.setMedia(new Media(null, "audio/ogg", "h", "ñ.ogg", null, true, false));
        case 3 -> message.setGroupId("g").setWaChatId("c|g" + random.nextInt(5));
        case 4 -> message.setText("سلام\0" + "\uD83D\uDE00".repeat(250));
        case 5 -> message.setContactBuilder(Contact.newBuilder());
        default -> message.setText("text " + "x".repeat(random.nextInt(300)));
      }
      messages.add(message.build());
    }
    return messages;
  }

  private static <V> List<List<V>> polls(List<V> records) {
    List<List<V>> polls = new ArrayList<>();
    for (int from = 0; from < records.size(); from += POLL) {
      polls.add(records.subList(from, Math.min(records.size(), from + POLL)));
    }
    return polls;
  }

  @Test
  void manyPollsInOneTransactionGiveTheRowsOfSingleBatches() {
    List<Message> messages = messages();
    try (TestRows single = TestRows.create()) {
      polls(messages).forEach(poll -> single.write(Topics.MESSAGES, 0, poll));

      Written written = rows.append(Topics.MESSAGES, polls(messages));

      assertThat(written.inserted()).isEqualTo(MESSAGES);
      assertThat(rows.dump()).isEqualTo(single.dump());
      assertThat(rows.counts()).isEqualTo(single.counts());
    }
  }

  @Test
  void statusesGiveTheRowsOfSingleBatches() {
    List<MessageStatus> statuses = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      statuses.add(status("c" + i % 3, "20" + i % 40, "w" + i, SENT, i % 60).build());
    }
    try (TestRows single = TestRows.create()) {
      polls(statuses).forEach(poll -> single.write(Topics.STATUSES, 0, poll));

      rows.append(Topics.STATUSES, polls(statuses));

      assertThat(rows.dump()).isEqualTo(single.dump());
      assertThat(rows.counts()).isEqualTo(single.counts());
    }
  }

  @Test
  void aRecordThatIsThereAlreadyKeepsTheWholeTransactionOut() {
    List<Message> messages = messages();
    rows.write(Topics.MESSAGES, messages.getLast());
    var before = rows.dump();

    assertThatThrownBy(() -> rows.append(Topics.MESSAGES, polls(messages)))
        .satisfies(failure ->
            assertThat(DatabaseFailure.of(failure)).isEqualTo(DatabaseFailure.COLLISION));

    assertThat(rows.dump()).isEqualTo(before);
    assertThat(rows.counts().messages()).isEqualTo(1);
  }

  @Test
  void aRecordThatIsRefusedKeepsTheWholeTransactionOut() {
    Message late =
        message("c", "201", "late", 0).setSentAt(Instant.ofEpochMilli(Long.MAX_VALUE)).build();
    Message good = message("c", "201", "w", 0).build();

    assertThatThrownBy(() -> rows.append(Topics.MESSAGES, List.of(List.of(good), List.of(late))))
        .satisfies(
            failure -> assertThat(DatabaseFailure.of(failure)).isEqualTo(DatabaseFailure.CONTENT));

    assertThat(rows.counts().messages()).isZero();
    assertThat(rows.write(Topics.MESSAGES, good).inserted()).isEqualTo(1);
  }

  @Test
  void pollsWithoutAnyRecordThatCanBeReadChangeNothing() {
    Written written = rows.append(Topics.MESSAGES, List.of(List.of(), List.of()));

    assertThat(written.inserted()).isZero();
    assertThat(rows.query("select * from row_counts")).isEmpty();
  }

  @Test
  void recordsBeyondTheMostOfATransactionAreLeftForTheNext() {
    List<List<Message>> polls =
        List.of(
            List.of(message("c", "201", "w1", 0).build()),
            List.of(message("c", "201", "w2", 1).build()),
            List.of(message("c", "201", "w3", 2).build()));

    assertThat(rows.append(Topics.MESSAGES, polls, new TransactionSize(1, 2)).inserted())
        .isEqualTo(2);

    assertThat(rows.value("select last_message_at from chats"))
        .startsWith(Events.second(1).toString().substring(0, 10));
  }

  @Test
  void chatsAndContactsThatWouldFillTheMemoryEndTheTransaction() {
    List<List<Message>> polls =
        List.of(
            List.of(message("c", "201", "w1", 0).build()),
            List.of(message("c", "202", "w2", 0).build()),
            List.of(message("c", "203", "w3", 0).build()));

    // Each brings a chat and a contact.
    assertThat(rows.append(Topics.MESSAGES, polls, new TransactionSize(1, 100), 4).inserted())
        .isEqualTo(2);
  }

  @Test
  void aChatThatIsRefusedKeepsTheWholeTransactionOutAndTheConnectionsUsable() throws SQLException {
    rows.write(Topics.MESSAGES, message("c", "201", "w0", 0).build());
    try (Connection database = rows.connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("update chats set inbound_count = " + Integer.MAX_VALUE);
    }
    List<List<Message>> overflowing = List.of(List.of(message("c", "201", "w1", 1).build()));

    for (int i = 0; i < 2 * TestRows.CONNECTIONS; i++) {
      assertThatThrownBy(() -> rows.append(Topics.MESSAGES, overflowing))
          .satisfies(failure -> assertThat(DatabaseFailure.sqlState(failure)).isEqualTo("22003"));
    }

    List<List<Message>> good = List.of(List.of(message("c", "202", "w2", 2).build()));
    assertThat(rows.append(Topics.MESSAGES, good).inserted()).isEqualTo(1);
    assertThat(rows.counts().messages()).isEqualTo(2);
  }

  @Test
  void afterARefusedRecordTheNextTransactionEndsBeforeIt() {
    TransactionSize size = new TransactionSize(1, 100);
    List<Message> messages = messages().subList(0, 6);
    List<List<Message>> polls = messages.stream().map(List::of).toList();
    rows.write(Topics.MESSAGES, messages.get(4));

    assertThatThrownBy(() -> rows.append(Topics.MESSAGES, polls, size));
    rows.write(Topics.MESSAGES, messages.getFirst());

    assertThat(rows.append(Topics.MESSAGES, polls.subList(1, 6), size).inserted()).isEqualTo(3);
  }

  @Test
  void aTransactionThatTookTooLongIsTriedHalfAsLarge() throws Exception {
    TransactionSize size = new TransactionSize(1, 100);
    List<List<Message>> polls = messages().subList(0, 8).stream().map(List::of).toList();
    try (TestRows slow = TestRows.create(Duration.ofSeconds(2));
        var locker = slow.connect()) {
      slow.write(Topics.MESSAGES, message("c0", "200", "first", 0).build());
      locker.setAutoCommit(false);
      locker.createStatement().execute("lock table chats in exclusive mode");
      assertThatThrownBy(() -> slow.append(Topics.MESSAGES, polls, size));
      locker.rollback();

      int half = size.records();
      assertThat(half).isBetween(1, 4);
      assertThat(slow.append(Topics.MESSAGES, polls, size).inserted()).isBetween(1L, (long) half);
      assertThat(size.records()).isGreaterThanOrEqualTo(half);
    }
  }
}
