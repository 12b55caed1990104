package io.awfar.media.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DueRecordsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration DELAY = Duration.ofSeconds(30);

  @Test
  void whatHasWaitedLongEnoughIsDue() {
    var old = record(0, 7, 31);
    var exact = record(1, 3, 30);

    DueRecords sorted = DueRecords.of(List.of(old, exact), DELAY, NOW);

    assertThat(sorted.due()).containsExactly(old, exact);
    assertThat(sorted.heads()).isEmpty();
  }

  @Test
  void aPartitionIsReadAgainFromItsFirstRecordThatIsNotDueOnceThatIs() {
    var due = record(0, 7, 40);
    var early = record(0, 8, 10);
    var behind = record(0, 9, 40);
    var elsewhere = record(1, 3, 40);

    DueRecords sorted = DueRecords.of(List.of(due, early, behind, elsewhere), DELAY, NOW);

    assertThat(sorted.due()).containsExactly(due, elsewhere);
    assertThat(sorted.heads())
        .containsOnlyKeys(new TopicPartition("t", 0))
        .containsValue(new DueRecords.Head(8, NOW.plusSeconds(20)));
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, int ageSeconds) {
    return new ConsumerRecord<>(
        "t",
        partition,
        offset,
        NOW.minusSeconds(ageSeconds).toEpochMilli(),
        TimestampType.CREATE_TIME,
        1,
        1,
        new byte[1],
        new byte[1],
        new RecordHeaders(),
        Optional.empty());
  }
}
