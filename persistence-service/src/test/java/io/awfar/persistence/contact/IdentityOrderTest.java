package io.awfar.persistence.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.IdentityChange;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is the same person follows from what was shown, not from the order in which it came, nor
/// from which consumer it came to.
class IdentityOrderTest {

  private static final int PEOPLE = 12;
  private static final int CONSUMERS = 4;

  /// People who are seen by number, then hide it, change it, and get another user id.
  private static List<Message> lives() {
    List<Message> messages = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      String number = "20" + (100 + person);
      String next = "20" + (200 + person);
      String userId = "US." + person;
      String nextUserId = "US.9" + person;
      for (String channel : List.of("c", "d")) {
        messages.add(from(channel, number, null, messages.size()));
        messages.add(from(channel, number, userId, messages.size()));
        messages.add(from(channel, null, userId, messages.size()));
      }
      messages.add(
          notice(
              from("c", number, null, messages.size()),
              new IdentityChange(number, next, null, null)));
      messages.add(
          notice(
              from("d", null, userId, messages.size()),
              new IdentityChange(null, null, userId, nextUserId)));
      messages.add(from("c", next, null, messages.size()));
      messages.add(from("d", next, nextUserId, messages.size()));
    }
    return messages;
  }

  private static Message from(String channel, String phone, String userId, int number) {
    return Events.message(
            channel, userId == null ? phone : userId, "w" + number, number / 3, Direction.INBOUND)
        .setContactBuilder(
            Contact.newBuilder()
                .setWaId(phone)
                .setPhone(phone)
                .setUserId(userId)
                .setName("Name " + number))
        .build();
  }

  private static Message notice(Message from, IdentityChange change) {
    return Message.newBuilder(from).setType(MessageType.SYSTEM).setIdentityChange(change).build();
  }

  private static Map<String, List<Map<String, String>>> people(TestRows rows) {
    Map<String, List<Map<String, String>>> dump = rows.dump();
    // Which chats of names there were to be merged hangs on what was merged when.
    dump.keySet().retainAll(List.of("contacts", "chats", "messages", "contact_aliases"));
    return dump;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOrderAndAnyBatchesGiveTheSamePeople(long seed) {
    Random random = new Random(seed);
    List<Message> shuffled = new ArrayList<>(lives());
    Collections.shuffle(shuffled, random);
    try (TestRows one = TestRows.create();
        TestRows other = TestRows.create()) {
      one.write(Topics.MESSAGES, 0, lives());
      for (int from = 0; from < shuffled.size(); ) {
        int to = Math.min(shuffled.size(), from + 1 + random.nextInt(20));
        other.write(Topics.MESSAGES, 0, shuffled.subList(from, to));
        from = to;
      }

      assertThat(one.value("select count(*) from contacts")).isEqualTo("" + PEOPLE);
      assertThat(one.value("select count(*) from chats")).isEqualTo("" + 2 * PEOPLE);
      assertThat(one.value("select sum(inbound_count) from chats"))
          .isEqualTo(
              "" + lives().stream().filter(message -> message.getIdentityChange() == null).count());
      assertThat(people(other)).isEqualTo(people(one));
    }
  }

  @Test
  void consumersThatShowTheSameAtTheSameTimeMakeOnePersonOfIt() throws Exception {
    try (TestRows one = TestRows.create();
        TestRows other = TestRows.create();
        var threads = Executors.newFixedThreadPool(CONSUMERS)) {
      one.write(Topics.MESSAGES, 0, lives());
      List<Callable<Void>> consumers = new ArrayList<>();
      for (int consumer = 0; consumer < CONSUMERS; consumer++) {
        int partition = consumer;
        consumers.add(() -> {
          List<Message> mine = new ArrayList<>();
          List<Message> all = lives();
          for (int i = partition; i < all.size(); i += CONSUMERS) {
            mine.add(all.get(i));
          }
          Collections.shuffle(mine, new Random(partition));
          for (int from = 0; from < mine.size(); from += 5) {
            var outcome =
                other.write(
                    Topics.MESSAGES,
                    partition,
                    mine.subList(from, Math.min(mine.size(), from + 5)));
            assertThat(outcome.rejected()).isEmpty();
          }
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(consumers)) {
        done.get();
      }

      assertThat(people(other)).isEqualTo(people(one));
    }
  }
}
