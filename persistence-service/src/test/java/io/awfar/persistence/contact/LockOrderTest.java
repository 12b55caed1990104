package io.awfar.persistence.contact;

import static io.awfar.persistence.Events.channelEvent;
import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.send;
import static io.awfar.persistence.Events.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.SendCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// All that names people, written at the same time by instances of which each meets the same people
/// in an order of its own: as after an outage, or into an empty database.
class LockOrderTest {

  private static final int PEOPLE = 900;
  private static final int PEOPLE_OF_A_TRANSACTION = 300;

  /// Writes what one consumer reads of a person into one transaction for each of these groups.
  private record Source<V>(IntFunction<V> ofPerson, BiConsumer<TestRows, List<V>> writing) {

    void write(TestRows rows, List<Integer> people) {
      for (int from = 0; from < PEOPLE; from += PEOPLE_OF_A_TRANSACTION) {
        writing.accept(
            rows,
            people.subList(from, from + PEOPLE_OF_A_TRANSACTION).stream()
                .map(ofPerson::apply)
                .toList());
      }
    }
  }

  private static final List<Source<?>> SOURCES =
      List.of(
          messages(person -> inbound("c", person)),
          messages(person -> inbound("d", person)),
          messages(LockOrderTest::withoutUserId),
          statuses(person -> delivered("c", person).setRecipientUserId(userId(person)).build()),
          statuses(person -> delivered("d", person).build()),
          new Source<SendCommand>(
              person -> send("c", phone(person), sendId("c", person), person).build(),
              (rows, sends) -> assertStored(rows.write(Topics.SENDS, 0, sends))),
          new Source<SendCommand>(
              person -> send("d", phone(person), sendId("d", person), person).build(),
              (rows, sends) -> assertStored(rows.write(Topics.SENDS_BULK, 1, sends))),
          marks("c", LockOrderTest::phone),
          marks("d", LockOrderTest::userId),
          new Source<ChannelEvent>(
              LockOrderTest::call,
              (rows, events) -> assertStored(rows.write(Topics.CHANNEL_EVENTS, 0, events))));

  @Test
  void messagesStatusesSendsMarksAndEventsOfTheSameNewPeopleDoNotLockEachOtherOut()
      throws Exception {
    // Most of the time they wait for each other.
    try (TestRows rows = TestRows.create(Duration.ofMinutes(3))) {
      rows.follow();
      writeAtTheSameTime(rows);

      assertThat(
              rows.value(
                  "select deadlocks from pg_stat_database where datname = current_database()"))
          .isEqualTo("0");
      assertThat(rows.value("select count(*) from contacts")).isEqualTo("" + PEOPLE);
      assertThat(rows.value("select count(*) from chats")).isEqualTo("" + 3 * PEOPLE);
      assertThat(rows.value("select count(*) from messages")).isEqualTo("" + 5 * PEOPLE);
      assertThat(rows.value("select count(*) from messages where wa_message_id is null"))
          .isEqualTo("0");
      assertThat(
              rows.value(
                  """
                  select count(*) from messages m join chats c on c.id = m.chat_id
                  where m.contact_id = c.contact_id
                  """))
          .isEqualTo("" + 5 * PEOPLE);
      assertThat(
              rows.value(
                  """
                  select count(*) from chat_reads r join chats c on c.id = r.chat_id
                  where r.read_count = 1
                  """))
          .isEqualTo("" + 2 * PEOPLE);
      assertThat(
              rows.value(
                  """
                  select count(*) from chat_team t join chats c on c.id = t.chat_id
                  where t.last_message_at = c.last_message_at and t.unread = (c.inbound_count
                    > coalesce((select read_count from chat_reads r where r.chat_id = c.id), 0))
                  """))
          .isEqualTo("" + 3 * PEOPLE);
      assertThat(rows.value("select count(*) from chat_team")).isEqualTo("" + 3 * PEOPLE);
    }
  }

  private static void writeAtTheSameTime(TestRows rows) throws Exception {
    CyclicBarrier start = new CyclicBarrier(SOURCES.size());
    List<Callable<Void>> consumers = new ArrayList<>();
    for (int i = 0; i < SOURCES.size(); i++) {
      Source<?> source = SOURCES.get(i);
      List<Integer> people = new ArrayList<>(IntStream.range(0, PEOPLE).boxed().toList());
      Collections.shuffle(people, new Random(i));
      consumers.add(() -> {
        // An instance of its own. PostgreSQL's count is complete when its sessions have ended.
        try (TestRows instance = rows.another()) {
          start.await();
          source.write(instance, people);
        }
        return null;
      });
    }
    try (var threads = Executors.newFixedThreadPool(SOURCES.size())) {
      for (Future<Void> done : threads.invokeAll(consumers)) {
        done.get();
      }
    }
  }

  private static Source<SendCommand> marks(String channel, IntFunction<String> ofPerson) {
    return new Source<>(
        person ->
            send(channel, ofPerson.apply(person), sendId("mark" + channel, person), person)
                .setType("read")
                .setContent("{\"message_id\":\"w\"}")
                .setReadCount(1)
                .build(),
        (rows, marks) -> rows.write(Topics.SENDS, 2, marks));
  }

  private static Source<Message> messages(IntFunction<Message> ofPerson) {
    return new Source<>(
        ofPerson, (rows, messages) -> rows.append(Topics.MESSAGES, halves(messages)));
  }

  private static Source<MessageStatus> statuses(IntFunction<MessageStatus> ofPerson) {
    return new Source<>(
        ofPerson, (rows, statuses) -> rows.append(Topics.STATUSES, halves(statuses)));
  }

  private static <V> List<List<V>> halves(List<V> records) {
    int middle = records.size() / 2;
    return List.of(records.subList(0, middle), records.subList(middle, records.size()));
  }

  private static void assertStored(TestRows.Outcome outcome) {
    assertThat(outcome.inserted()).isEqualTo(PEOPLE_OF_A_TRANSACTION);
  }

  private static Message inbound(String channel, int person) {
    return message(channel, userId(person), "in-" + channel + person, person)
        .setContactBuilder(
            Contact.newBuilder()
                .setWaId(phone(person))
                .setPhone(phone(person))
                .setUserId(userId(person)))
        .build();
  }

  private static Message withoutUserId(int person) {
    return message("e", phone(person), "in-e" + person, person).build();
  }

  private static MessageStatus.Builder delivered(String channel, int person) {
    return status(
            channel, phone(person), "out-" + channel + person, DeliveryStatus.DELIVERED, person)
        .setCallbackData(sendId(channel, person).toString());
  }

  private static ChannelEvent call(int person) {
    return channelEvent("c", "call-" + person, person)
        .setContent(
            """
            {"contacts":[{"wa_id":"%s","user_id":"%s"}]}\
            """
                .formatted(phone(person), userId(person)))
        .build();
  }

  private static String phone(int person) {
    return "20" + (10_000 + person);
  }

  private static String userId(int person) {
    return "US." + person;
  }

  private static UUID sendId(String channel, int person) {
    return UUID.nameUUIDFromBytes((channel + person).getBytes(StandardCharsets.UTF_8));
  }
}
