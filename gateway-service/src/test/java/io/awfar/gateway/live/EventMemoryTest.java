package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventMemoryTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final UUID workspace = UUID.randomUUID();

  @Test
  void anEventIsFoundByItsSequenceAndTheNextOnesFollowIt() {
    EventMemory memory = new EventMemory(1 << 20, MINUTE);
    Feed feed = add(memory, 0, 10);
    add(memory, 0, 11);
    add(memory, 0, 12);

    LiveEvent found = feed.find(new Resumption.After(2));

    assertThat(found.name()).isEqualTo("s.0.11");
    assertThat(found.next().name()).isEqualTo("s.0.12");
    assertThat(found.next().next()).isNull();
    assertThat(feed.find(new Resumption.After(0)).next().name()).isEqualTo("s.0.10");
    assertThat(feed.find(new Resumption.After(4))).isNull();
    assertThat(feed.find(new Resumption.Fresh()).name()).isEqualTo("s.0.12");
    assertThat(feed.find(new Resumption.Lost())).isNull();
  }

  @Test
  void theOldestEventsAreForgottenWhenTheyTakeTooMuch() {
    EventMemory memory = new EventMemory(2_000, MINUTE);
    Feed feed = add(memory, 0, 0);
    LiveEvent first = feed.last();
    for (int offset = 1; offset < 100; offset++) {
      add(memory, 0, offset);
    }

    memory.forget(0);

    assertThat(memory.bytes()).isBetween(1_000L, 2_000L);
    assertThat(feed.hasForgottenWhatFollows(first)).isTrue();
    assertThat(feed.find(new Resumption.After(1))).isNull();
    assertThat(feed.find(new Resumption.After(99)).next().name()).isEqualTo("s.0.99");
  }

  @Test
  void anEventIsForgottenWhenItsTimeIsOverAndThePlaceAfterItIsKnownForEver() {
    EventMemory memory = new EventMemory(1 << 20, MINUTE);
    Feed feed = add(memory, 0, 0);

    memory.forget(MINUTE.toNanos());
    assertThat(feed.find(new Resumption.After(0))).isNotNull();
    memory.forget(MINUTE.toNanos() + 1);

    assertThat(memory.bytes()).isZero();
    assertThat(feed.find(new Resumption.After(0))).isNull();
    assertThat(feed.find(new Resumption.After(1))).isNotNull();
    assertThat(feed.hasForgottenWhatFollows(feed.last())).isFalse();
  }

  @Test
  void aPlaceOfAnotherGatewayIsFoundIfNothingAfterItIsForgotten() {
    EventMemory memory = new EventMemory(2_000, MINUTE);
    memory.begin(LiveTopic.STATUSES, 0, 5);
    memory.begin(LiveTopic.STATUSES, 1, 7);
    Feed feed = add(memory, 0, 5);

    assertThat(feed.find(from("s=5,7")).next().name()).isEqualTo("s.0.5");
    assertThat(feed.find(from("s=6,9")).next().name()).isEqualTo("s.0.5");
    assertThat(feed.find(from("s=4,7"))).isNull();
    assertThat(feed.find(from("s=5"))).isNull();

    for (int offset = 6; offset < 100; offset++) {
      add(memory, 0, offset);
    }
    memory.forget(0);
    assertThat(feed.find(from("s=6,9"))).isNull();
    assertThat(feed.find(from("s=99,9"))).isNotNull();
  }

  @Test
  void eachWorkspaceHasAChainOfItsOwn() {
    EventMemory memory = new EventMemory(1 << 20, MINUTE);
    Feed ours = add(memory, 0, 1);
    Feed theirs = memory.add(LiveTopic.STATUSES, record(UUID.randomUUID(), 0, 2), 0);

    assertThat(theirs).isNotSameAs(ours);
    assertThat(theirs.last().sequence()).isEqualTo(1);
    assertThat(ours.last().next()).isNull();
  }

  private static Resumption from(String positions) {
    return new Resumption.From(Positions.parse(positions));
  }

  private Feed add(EventMemory memory, int partition, long offset) {
    return memory.add(LiveTopic.STATUSES, record(workspace, partition, offset), 0);
  }

  /// As much of a status as says whose it is.
  private static ConsumerRecord<byte[], byte[]> record(UUID workspace, int partition, long offset) {
    byte[] id = workspace.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] value =
        ByteBuffer.allocate(6 + id.length).putInt(0).put((byte) 1).put((byte) 72).put(id).array();
    return new ConsumerRecord<>("statuses", partition, offset, new byte[0], value);
  }
}
