package io.awfar.persistence.batch;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// Consumers of different partitions write the same contacts and, in groups, the same chats.
class ConcurrencyTest {

  private static final int CONSUMERS = 4;
  private static final int MESSAGES = 1500;
  private static final int BATCH = 100;

  @Test
  void consumersThatShareContactsAndChatsDoNotLockEachOtherOut() throws Exception {
    try (TestRows rows = TestRows.create()) {
      run(rows, ConcurrencyTest::inBatches, consumer -> messages(consumer));

      assertThat(rows.counts().messages()).isEqualTo(CONSUMERS * MESSAGES);
      assertThat(rows.value("select sum(inbound_count) from chats"))
          .isEqualTo("" + CONSUMERS * MESSAGES);
      assertThat(rows.value("select count(*) from contacts")).isEqualTo("50");
      assertThat(deadlocks(rows)).isEqualTo("0");
    }
  }

  /// As after a rebalance, when the old owner of a partition is still writing.
  @Test
  void consumersThatHoldTheSameMessagesStoreEachOnce() throws Exception {
    try (TestRows rows = TestRows.create()) {
      run(rows, ConcurrencyTest::inBatches, consumer -> messages(0));

      assertThat(rows.counts().messages()).isEqualTo(MESSAGES);
      assertThat(rows.counts().suppressed()).isZero();
      assertThat(rows.value("select sum(inbound_count) from chats")).isEqualTo("" + MESSAGES);
      assertThat(deadlocks(rows)).isEqualTo("0");
    }
  }

  @Test
  void listenersThatShareContactsAndChatsStoreAllOfIt() throws Exception {
    try (TestRows rows = TestRows.create()) {
      run(rows, ConcurrencyTest::byListener, consumer -> messages(consumer));

      assertThat(rows.counts().messages()).isEqualTo(CONSUMERS * MESSAGES);
      assertThat(rows.value("select sum(inbound_count) from chats"))
          .isEqualTo("" + CONSUMERS * MESSAGES);
      assertThat(rows.value("select count(*) from contacts")).isEqualTo("50");
      assertThat(deadlocks(rows)).isEqualTo("0");
    }
  }

  /// Many polls are one transaction here, and two of these may meet the same rows in different
  /// order: PostgreSQL ends one of them, which is then written the careful way.
  @Test
  void listenersThatHoldTheSameMessagesStoreEachOnce() throws Exception {
    try (TestRows rows = TestRows.create()) {
      run(rows, ConcurrencyTest::byListener, consumer -> messages(0));

      assertThat(rows.counts().messages()).isEqualTo(MESSAGES);
      assertThat(rows.counts().suppressed()).isZero();
      assertThat(rows.value("select sum(inbound_count) from chats")).isEqualTo("" + MESSAGES);
    }
  }

  private interface Source {
    List<Message> of(int consumer);
  }

  /// How one consumer stores its messages.
  private interface Way {
    void store(TestRows rows, int consumer, List<Message> messages);
  }

  private static void run(TestRows rows, Way way, Source source)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(CONSUMERS)) {
      List<Callable<Void>> consumers = new ArrayList<>();
      for (int i = 0; i < CONSUMERS; i++) {
        int consumer = i;
        consumers.add(() -> {
          way.store(rows, consumer, source.of(consumer));
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(consumers)) {
        done.get();
      }
    }
  }

  private static void inBatches(TestRows rows, int consumer, List<Message> messages) {
    for (int from = 0; from < messages.size(); from += BATCH) {
      var outcome = rows.write(Topics.MESSAGES, consumer, messages.subList(from, from + BATCH));
      assertThat(outcome.rejected()).isEmpty();
    }
  }

  private static void byListener(TestRows rows, int consumer, List<Message> messages) {
    Map<String, Message> byId =
        messages.stream()
            .collect(toMap(Message::getWaMessageId, m -> m, (a, _) -> a, LinkedHashMap::new));
    var deliveries =
        new Deliveries(
            new TopicPartition(Topics.MESSAGES.name(), consumer),
            List.copyOf(byId.keySet()),
            BATCH);
    var letters = new MockProducer<byte[], DeadLetter>();
    var listener = rows.consumer(Topics.MESSAGES, BATCH, Deliveries.decoder(byId), letters);
    while (deliveries.hasNext()) {
      deliveries.handTo(listener);
    }
    assertThat(letters.history()).isEmpty();
  }

  private static List<Message> messages(int consumer) {
    List<Message> messages = new ArrayList<>();
    Random random = new Random(consumer);
    for (int i = 0; i < MESSAGES; i++) {
      String contact = "20" + random.nextInt(50);
      messages.add(
          Events.message("c" + consumer, contact, consumer + "-" + i, i)
              .setContactBuilder(Contact.newBuilder().setWaId(contact).setName("Name " + i))
              .setGroupId("g")
              .setWaChatId("group|" + random.nextInt(30))
              .build());
    }
    Collections.shuffle(messages, random);
    return messages;
  }

  private static String deadlocks(TestRows rows) {
    return rows.value("select deadlocks from pg_stat_database where datname = current_database()");
  }
}
