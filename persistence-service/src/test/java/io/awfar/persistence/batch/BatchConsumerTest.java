package io.awfar.persistence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.persistence.Events;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchConsumerTest {

  private static final TopicPartition PARTITION = new TopicPartition(Topics.MESSAGES.name(), 0);
  private static final String POISON = "poison";

  private final TestRows rows = TestRows.create();
  private MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], DeadLetter> letters =
      new MockProducer<>(true, null, new ByteArraySerializer(), (_, _) -> new byte[0]);
  private final BatchConsumer<Message> listener =
      rows.consumer(Topics.MESSAGES, 1, decoder(), letters);

  /// A value is the WhatsApp id of its message.
  private static Deserializer<Message> decoder() {
    return (_, value) -> {
      String id = new String(value, StandardCharsets.UTF_8);
      if (id.equals(POISON)) {
        throw new SerializationException("no Avro");
      }
      return Events.message("c", "201", id, 0).build();
    };
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String id) {
    return new ConsumerRecord<>(
        PARTITION.topic(), 0, offset, null, id.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    rows.close();
  }

  /// Hands over records as the container does, from the beginning: a poll of one, the others are
  /// there to be read ahead; then a poll of what comes next.
  private void takeAll(String... ids) {
    for (int next = 0; next < ids.length; ) {
      consumer = new MockConsumer<>("earliest");
      consumer.assign(List.of(PARTITION));
      consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
      consumer.updateEndOffsets(Map.of(PARTITION, (long) ids.length));
      consumer.seek(PARTITION, next + 1);
      for (int ahead = next + 1; ahead < ids.length; ahead++) {
        consumer.addRecord(record(ahead, ids[ahead]));
      }
      listener.onMessage(List.of(record(next, ids[next])), consumer);
      next = (int) consumer.committed(Set.of(PARTITION)).get(PARTITION).offset();
    }
  }

  @Test
  void aDeadLetterThatCouldNotBePublishedIsReadAgainAlsoIfItWasReadAhead() {
    letters.sendException = new KafkaException("no broker");
    assertThatThrownBy(() -> takeAll("w1", POISON, "w2")).isInstanceOf(KafkaException.class);
    assertThat(consumer.position(PARTITION)).isEqualTo(1);

    letters.sendException = null;
    takeAll("w1", POISON, "w2");

    assertThat(letters.history()).hasSize(1);
    assertThat(rows.value("select count(*) from messages")).isEqualTo("2");
    assertThat(rows.value("select unread_count from chats")).isEqualTo("2");
  }

  @Test
  void recordsThatAreThereAlreadyArePassedOver() {
    takeAll("w1", "w2");

    takeAll("w1", "w2", "w3");

    assertThat(rows.value("select count(*) from messages")).isEqualTo("3");
    assertThat(rows.value("select unread_count from chats")).isEqualTo("3");
    assertThat(rows.value("select count(*) from suppressed_events")).isEqualTo("0");
    assertThat(letters.history()).isEmpty();
  }
}
