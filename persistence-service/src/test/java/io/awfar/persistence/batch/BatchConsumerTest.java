package io.awfar.persistence.batch;

import static io.awfar.persistence.batch.Deliveries.POISON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.persistence.Events;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchConsumerTest {

  private static final TopicPartition PARTITION = new TopicPartition(Topics.MESSAGES.name(), 0);

  private final TestRows rows = TestRows.create();
  private final MockProducer<byte[], DeadLetter> letters =
      new MockProducer<>(true, null, new ByteArraySerializer(), (_, _) -> new byte[0]) {
        @Override
        public void close(Duration timeMax) {
          // A template closes a producer that is not from a factory of Spring's after each use.
        }
      };
  private final BatchConsumer<Message> listener =
      rows.consumer(
          Topics.MESSAGES,
          1,
          Deliveries.decoder(Map.of("w1", message("w1"), "w2", message("w2"), "w3", message("w3"))),
          letters);

  private static Message message(String id) {
    return Events.message("c", "201", id, 0).build();
  }

  @AfterEach
  void close() {
    rows.close();
  }

  private void takeAll(String... ids) {
    Deliveries deliveries = new Deliveries(PARTITION, List.of(ids), 1);
    while (deliveries.hasNext()) {
      deliveries.handTo(listener);
    }
  }

  @Test
  void aDeadLetterThatCouldNotBePublishedIsReadAgainAlsoIfItWasReadAhead() {
    letters.sendException = new KafkaException("no broker");
    assertThatThrownBy(() -> takeAll("w1", POISON, "w2")).isInstanceOf(KafkaException.class);

    letters.sendException = null;
    takeAll("w1", POISON, "w2");

    assertThat(letters.history()).hasSize(1);
    assertThat(rows.value("select count(*) from messages")).isEqualTo("2");
    assertThat(rows.value("select inbound_count from chats")).isEqualTo("2");
  }

  @Test
  void recordsThatAreThereAlreadyArePassedOver() {
    takeAll("w1", "w2");

    takeAll("w1", "w2", "w3");

    assertThat(rows.value("select count(*) from messages")).isEqualTo("3");
    assertThat(rows.value("select inbound_count from chats")).isEqualTo("3");
    assertThat(rows.value("select count(*) from suppressed_events")).isEqualTo("0");
    assertThat(letters.history()).isEmpty();
  }

  @Test
  void recordsThatCannotBeReadAreLettersBeforeMoreIsRead() {
    Deliveries deliveries =
        new Deliveries(PARTITION, List.of("w1", POISON, POISON, POISON, "w2"), 1);
    List<Integer> lettersAfterEach = new ArrayList<>();
    while (deliveries.hasNext()) {
      deliveries.handTo(listener);
      lettersAfterEach.add(letters.history().size());
    }

    assertThat(lettersAfterEach).containsExactly(1, 2, 3, 3);
    assertThat(rows.value("select count(*) from messages")).isEqualTo("2");
  }
}
