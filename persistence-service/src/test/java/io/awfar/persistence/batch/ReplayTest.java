package io.awfar.persistence.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.SendCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows depend on the events and on nothing else: not on how they were cut into batches, not on how
/// often they were read.
class ReplayTest {

  private static final int EVENTS = 600;
  private static final int BATCH_MAX = 150;

  /// What the topics hold, with all that is unpleasant about it.
  private record History(
      List<Message> messages,
      List<MessageStatus> statuses,
      List<ChannelEvent> channelEvents,
      List<MediaEvent> media,
      List<SendCommand> sends) {

    static History of(Random random) {
      History history =
          new History(
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>());
      for (int i = 0; i < EVENTS; i++) {
        history.messages.add(message(random));
        history.statuses.add(status(random));
        history.statuses.add(statusOfSend(random));
        history.channelEvents.add(channelEvent(random));
        history.sends.add(send(random));
        history.media.add(
            Events.media(
                    new UUID(7, random.nextInt(200)),
                    MediaOutcome.values()[random.nextInt(4)],
                    random.nextInt(20))
                .build());
      }
      return history;
    }

    /// Few ids and few seconds: duplicates, ties, late ones, one id in two chats, on two channels,
    /// at two times.
    private static Message message(Random random) {
      String contact = "20" + random.nextInt(8);
      Contact.Builder person =
          Contact.newBuilder()
              .setWaId(random.nextBoolean() ? contact : null)
              .setPhone(random.nextBoolean() ? contact : null)
              .setUserId(random.nextInt(3) > 0 ? "US." + contact : null)
              .setName(random.nextBoolean() ? "Name " + random.nextInt(5) : null)
              .setUsername(random.nextInt(4) == 0 ? "user" + random.nextInt(5) : null);
      long second = random.nextInt(40);
      return Events.message(
              "c" + random.nextInt(3),
              contact,
              "w" + random.nextInt(150),
              second,
              random.nextInt(3) == 0 ? Direction.OUTBOUND : Direction.INBOUND)
          .setContactBuilder(person)
          .setReceivedAt(Events.second(second + random.nextInt(2)))
          .build();
    }

    private static ChannelEvent channelEvent(Random random) {
      String channel = "c" + random.nextInt(3);
      return Events.channelEvent(channel, channel + "|e" + random.nextInt(60), random.nextInt(2))
          .build();
    }

    /// Few sends, each asked for several times, most of them with statuses of their messages, and
    /// some with an outcome that has no message.
    private static SendCommand send(Random random) {
      int number = random.nextInt(80);
      return Events.send("c" + number % 3, "20" + number % 8, new UUID(9, number), number % 40)
          .setType(number % 20 == 0 ? "read" : "text")
          .setReadCount(number % 20 == 0 ? 1 + random.nextInt(9) : null)
          .build();
    }

    private static MessageStatus statusOfSend(Random random) {
      int number = random.nextInt(70);
      String sendId = new UUID(9, number).toString();
      boolean message = number % 5 > 0 || random.nextBoolean();
      return Events.status(
              "c" + number % 3,
              "20" + number % 8,
              message ? "sent" + number : sendId,
              message ? DeliveryStatus.values()[2 + random.nextInt(5)] : DeliveryStatus.UNCONFIRMED,
              random.nextInt(2))
          .setCallbackData(sendId)
          .build();
    }

    private static MessageStatus status(Random random) {
      DeliveryStatus[] steps = DeliveryStatus.values();
      return Events.status(
              "c" + random.nextInt(2),
              "20" + random.nextInt(3),
              "w" + random.nextInt(60),
              steps[random.nextInt(steps.length)],
              random.nextInt(2))
          .build();
    }
  }

  private static void write(TestRows rows, History history, Random cuts) {
    cut(history.messages, cuts, batch -> rows.write(Topics.MESSAGES, 0, batch));
    cut(history.statuses, cuts, batch -> rows.write(Topics.STATUSES, 0, batch));
    cut(history.channelEvents, cuts, batch -> rows.write(Topics.CHANNEL_EVENTS, 0, batch));
    cut(history.media, cuts, batch -> rows.write(Topics.MEDIA, 0, batch));
    cut(history.sends, cuts, batch -> rows.write(Topics.SENDS, 0, batch));
  }

  private static void writeSendsFirst(TestRows rows, History history, Random cuts) {
    cut(history.sends, cuts, batch -> rows.write(Topics.SENDS, 0, batch));
    write(rows, history, cuts);
  }

  private static <V> void cut(List<V> events, Random cuts, Consumer<List<V>> write) {
    for (int from = 0; from < events.size(); ) {
      int to = Math.min(events.size(), from + 1 + cuts.nextInt(BATCH_MAX));
      write.accept(events.subList(from, to));
      from = to;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readingEverythingAgainInOtherBatchesChangesNothing(long seed) {
    History history = History.of(new Random(seed));
    try (TestRows rows = TestRows.create()) {
      write(rows, history, new Random(seed + 100));
      Map<String, List<Map<String, String>>> before = rows.dump();
      var counts = rows.counts();

      write(rows, history, new Random(seed + 200));

      assertThat(rows.dump()).isEqualTo(before);
      assertThat(rows.counts()).isEqualTo(counts);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void otherBatchesGiveTheSameRows(long seed) {
    History history = History.of(new Random(seed));
    try (TestRows one = TestRows.create();
        TestRows other = TestRows.create()) {
      write(one, history, new Random(seed + 100));
      write(other, history, new Random(seed + 200));

      assertThat(other.dump()).isEqualTo(one.dump());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9})
  void aSendHasTheSameRowWhicheverOfItsCommandAndItsStatusesIsReadFirst(long seed) {
    History history = History.of(new Random(seed));
    try (TestRows statusesFirst = TestRows.create();
        TestRows commandsFirst = TestRows.create()) {
      write(statusesFirst, history, new Random(seed + 100));
      writeSendsFirst(commandsFirst, history, new Random(seed + 200));

      String known = "messages where wa_message_id like 'sent%'";
      assertThat(count(commandsFirst, known)).isEqualTo(count(statusesFirst, known)).isPositive();
      assertThat(commandsFirst.dump().get("messages"))
          .isEqualTo(statusesFirst.dump().get("messages"));
      assertThat(commandsFirst.dump().get("sends")).isEqualTo(statusesFirst.dump().get("sends"));
    }
  }

  @Test
  void countsAreThoseOfTheTablesAndEveryPublishedMessageIsAccountedFor() {
    History history = History.of(new Random(6));
    try (TestRows rows = TestRows.create()) {
      write(rows, history, new Random(7));

      var counts = rows.counts();
      assertThat(counts.messages() + counts.sends()).isEqualTo(count(rows, "messages"));
      assertThat(counts.sends())
          .isEqualTo(
              history.sends.stream()
                  .filter(send -> !send.getType().equals("read"))
                  .map(SendCommand::getSendId)
                  .distinct()
                  .count());
      assertThat(counts.statuses()).isEqualTo(count(rows, "message_statuses"));
      assertThat(counts.channelEvents()).isEqualTo(count(rows, "channel_events"));
      assertThat(counts.media()).isEqualTo(count(rows, "media"));
      assertThat(counts.files()).isEqualTo(count(rows, "messages where media_id is not null"));
      assertThat(counts.suppressed()).isEqualTo(count(rows, "suppressed_events"));
      assertThat(counts.stored()).isEqualTo(publications(history));
      assertThat(rows.value("select sum(inbound_count) from chats"))
          .isEqualTo(rows.value("select count(*) from messages where direction = 'inbound'"));
    }
  }

  /// Publications of a message or status differ in chat, step or time of receipt.
  private static long publications(History history) {
    return history.messages.stream()
            .map(m -> m.getMessageId() + m.getWaChatId() + m.getReceivedAt())
            .distinct()
            .count()
        + history.statuses.stream()
            .map(s ->
                s.getWaMessageId()
                    + s.getStatusName()
                    + s.getRecipientId()
                    + s.getChannelId()
                    + s.getReceivedAt())
            .distinct()
            .count()
        + history.channelEvents.stream()
            .map(e -> e.getEventId() + " " + e.getReceivedAt())
            .distinct()
            .count();
  }

  private static long count(TestRows rows, String table) {
    return Long.parseLong(rows.value("select count(*) from " + table));
  }
}
