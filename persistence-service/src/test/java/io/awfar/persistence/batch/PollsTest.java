package io.awfar.persistence.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is read beyond the poll that a listener was given, and what becomes of its offsets.
class PollsTest {

  private static final TopicPartition ZERO = new TopicPartition("t", 0);
  private static final TopicPartition ONE = new TopicPartition("t", 1);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  @BeforeEach
  void assign() {
    consumer.assign(List.of(ZERO, ONE));
    consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
    consumer.updateEndOffsets(Map.of(ZERO, 10L, ONE, 10L));
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null);
  }

  /// The poll that the container made: the first two records of partition 0.
  private Polls given() {
    List<ConsumerRecord<byte[], byte[]>> given = List.of(record(ZERO, 0), record(ZERO, 1));
    consumer.seek(ZERO, 2);
    consumer.seek(ONE, 0);
    return new Polls(consumer, 3, given);
  }

  private void readOn(Polls polls) {
    consumer.addRecord(record(ZERO, 2));
    consumer.addRecord(record(ONE, 0));
    consumer.addRecord(record(ONE, 1));
    assertThat(polls.next()).hasSize(2);
    assertThat(polls.hasNext()).isTrue();
    assertThat(polls.next()).hasSize(3);
  }

  @Test
  void aConsumerThatIsBehindByLessThanAPollReadsNoFurther() {
    consumer.updateEndOffsets(Map.of(ZERO, 3L, ONE, 1L));
    Polls polls = given();

    assertThat(polls.next()).hasSize(2);

    assertThat(polls.hasNext()).isFalse();
    assertThat(polls.records()).isEqualTo(2);
  }

  @Test
  void theOffsetsOfAllThatWasReadAreCommitted() {
    Polls polls = given();
    readOn(polls);

    polls.commit();

    assertThat(polls.records()).isEqualTo(5);
    assertThat(consumer.committed(Set.of(ZERO, ONE)))
        .hasEntrySatisfying(ZERO, offset -> assertThat(offset.offset()).isEqualTo(3))
        .hasEntrySatisfying(ONE, offset -> assertThat(offset.offset()).isEqualTo(2));
  }

  @Test
  void whatWasReadAheadComesAgainWhenItIsGivenBack() {
    Polls polls = given();
    readOn(polls);

    assertThat(polls.onlyGiven()).hasSize(2);
    polls.commit();

    assertThat(consumer.position(ZERO)).isEqualTo(2);
    assertThat(consumer.position(ONE)).isZero();
    assertThat(polls.records()).isEqualTo(2);
    assertThat(consumer.committed(Set.of(ZERO)).get(ZERO).offset()).isEqualTo(2);
  }

  @Test
  void aPartitionThatIsNoLongerOursIsNotCommitted() {
    Polls polls = given();
    readOn(polls);
    consumer.assign(List.of(ONE));

    polls.commit();

    assertThat(consumer.committed(Set.of(ONE)).get(ONE).offset()).isEqualTo(2);
    assertThat(consumer.committed(Set.of(ZERO)).get(ZERO)).isNull();
  }
}
