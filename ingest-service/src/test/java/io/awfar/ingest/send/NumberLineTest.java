package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.attempt.MockJournals;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.SendCommand;
import io.awfar.whatsapp.SendPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NumberLineTest {

  private static final Duration GAP_MAX = Duration.ofSeconds(1);

  private final PartitionSends partition =
      new PartitionSends(new TopicPartition("whatsapp.sends", 0), 0, MockJournals.open(0));
  private final NumberLine number = new NumberLine("c", 0);
  private long offset;

  @AfterEach
  void close() {
    partition.journal().close();
  }

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  private Send add(String chat, SendPriority priority) {
    SendCommand command =
        SendCommand.newBuilder()
            .setSendId(new UUID(0, offset))
            .setOwnerId(new UUID(0, 1))
            .setChannelId("c")
            .setTo(chat)
            .setType("text")
            .setContent("{}")
            .setPriority(priority)
            .setRequestedAt(Instant.EPOCH)
            .build();
    Send send = new Send(command, "c|" + chat, partition, offset++, new byte[0], false);
    number.add(send);
    return send;
  }

  /// The sends in the order in which they go, one at a time.
  private List<Send> drain() {
    List<Send> order = new ArrayList<>();
    for (ChatLine chat = number.next(); chat != null; chat = number.next()) {
      order.add(chat.first());
      chat.begin();
      number.removeFirst(chat);
    }
    return order;
  }

  @Test
  void agentsGoBeforeBulk() {
    Send bulk = add("1", SendPriority.BULK);
    Send agent = add("2", SendPriority.AGENT);

    assertThat(drain()).containsExactly(agent, bulk);
  }

  @Test
  void aChatStaysInOrderAndAnAgentTakesWhatIsBeforeItAlong() {
    Send other = add("1", SendPriority.BULK);
    Send first = add("2", SendPriority.BULK);
    Send second = add("2", SendPriority.AGENT);

    assertThat(drain()).containsExactly(first, second, other);
    assertThat(number.waiting()).isZero();
  }

  @Test
  void chatsTakeTurns() {
    Send a1 = add("a", SendPriority.BULK);
    Send a2 = add("a", SendPriority.BULK);
    Send b1 = add("b", SendPriority.BULK);

    assertThat(drain()).containsExactly(a1, b1, a2);
  }

  @Test
  void aChatWithASendUnderWayIsNotNext() {
    add("1", SendPriority.AGENT);
    add("1", SendPriority.AGENT);
    number.next().begin();
    add("1", SendPriority.AGENT);

    assertThat(number.next()).isNull();
    assertThat(number.waiting(partition, "c|1")).isEqualTo(3);
  }

  @Test
  void whatBelongsToALostPartitionIsForgotten() {
    add("1", SendPriority.AGENT);
    add("2", SendPriority.AGENT);

    number.drop(partition);

    assertThat(number.waiting()).isZero();
  }

  @Test
  void whatStoodInLineBeforeItsChatRestedDoesNotCountAsOvertaken() {
    Send rests = add("1", SendPriority.AGENT);
    Send behind = add("1", SendPriority.AGENT);
    Send inLine = add("2", SendPriority.AGENT);
    read(100);
    rest(Objects.requireNonNull(number.next()));
    read(10);

    assertThat(number.takeOutOvertaken(partition, 10)).isEmpty();
    read(1);
    assertThat(number.takeOutOvertaken(partition, 10)).containsExactly(rests);
    assertThat(number.takeOutOvertaken(partition, 0)).isEmpty();
    assertThat(drain()).containsExactlyInAnyOrder(behind, inLine);
  }

  @Test
  void whatStoodInLineBeforeItsNumberWasPausedDoesNotCountAsOvertaken() {
    Send early = add("1", SendPriority.AGENT);
    read(100);
    number.look(true, 1, GAP_MAX, 0);
    read(5);
    Send late = add("2", SendPriority.AGENT);
    read(5);

    assertThat(number.takeOutOvertaken(partition, 11)).isEmpty();
    assertThat(number.takeOutOvertaken(partition, 10)).containsExactly(early);
    read(5);
    assertThat(number.takeOutOvertaken(partition, 10)).containsExactly(late);
  }

  @Test
  void itStandsStillForAsLongAsNothingGoesFromItAndNobodyChangesIt() {
    add("1", SendPriority.AGENT);
    number.look(true, 1, GAP_MAX, 0);
    number.look(true, 1, GAP_MAX, 900_000_000);
    assertThat(stuckAt(1_000_000_001)).isNotEmpty();
    assertThat(stuckAt(999_999_999)).isEmpty();

    number.look(true, 2, GAP_MAX, 1_100_000_000);
    assertThat(stuckAt(2_000_000_000)).isEmpty();
    assertThat(stuckAt(2_200_000_000L)).isNotEmpty();
    number.goes();
    number.look(true, 2, GAP_MAX, 3_000_000_000L);
    assertThat(stuckAt(3_900_000_000L)).isEmpty();
  }

  /// As when nothing waits, or WhatsApp accepts what a status then refuses.
  @Test
  void itStandsStillWhileItSeemsToGoForAMomentAndNotAfterLong() {
    add("1", SendPriority.AGENT);
    number.look(true, 1, GAP_MAX, 0);
    number.look(false, 1, GAP_MAX, 500_000_000);
    assertThat(stuckAt(1_000_000_001)).isEmpty();
    number.look(true, 1, GAP_MAX, 1_000_000_000);
    assertThat(stuckAt(1_000_000_001)).isNotEmpty();

    number.look(false, 1, GAP_MAX, 1_500_000_000);
    number.look(true, 1, GAP_MAX, 2_000_000_001L);
    assertThat(stuckAt(3_000_000_000L)).isEmpty();
  }

  @Test
  void aChatIsSlowUntilASendOfItGoesAtTheFirstTry() {
    Duration second = Duration.ofSeconds(1);
    add("1", SendPriority.AGENT).refused();
    add("1", SendPriority.AGENT);
    add("1", SendPriority.AGENT);
    add("2", SendPriority.AGENT);
    ChatLine chat = Objects.requireNonNull(number.next());
    rest(chat);
    assertThat(number.stuck(partition, second, 1_000_000_001)).containsExactly(chat);

    chat.retry();
    number.removeFirst(chat);
    assertThat(number.stuck(partition, second, 1_000_000_001)).containsExactly(chat);
    number.removeFirst(chat);
    assertThat(number.stuck(partition, second, 1_000_000_001)).isEmpty();
  }

  @Test
  void aChatThatNothingIsTakenOutOfStandsInLineOnceHoweverOftenItIsLookedAt() {
    add("1", SendPriority.AGENT);
    for (int i = 0; i < 3; i++) {
      assertThat(number.takeOut(_ -> false)).isEmpty();
    }

    assertThat(number.next()).isNotNull();
    assertThat(number.next()).isNull();
  }

  @Test
  void ofAPausedNumberNothingIsKeptOfAPartitionThatIsGone() {
    add("1", SendPriority.AGENT);
    add("2", SendPriority.BULK);
    number.look(true, 1, GAP_MAX, 0);

    number.drop(partition);

    assertThat(number.next()).isNull();
    assertThat(number.waiting()).isZero();
    assertThat(number.partitions()).isEmpty();
  }

  private List<ChatLine> stuckAt(long nowNanos) {
    return number.stuck(partition, Duration.ofSeconds(1), nowNanos);
  }

  /// So many later commands, of others, are read.
  private void read(int count) {
    for (int i = 0; i < count; i++) {
      partition.window().track(offset++, 1);
    }
  }

  private void rest(ChatLine chat) {
    chat.begin();
    chat.rest(partition, 0);
  }

  @Test
  void aPausedNumberIsTriedAfterAWhileOrOnceItChanged() {
    NumberPause pause = new NumberPause();
    pause.begin(190, 1000, 1);

    assertThat(pause.allows(999, 1)).isFalse();
    assertThat(pause.allows(1000, 1)).isTrue();
    assertThat(pause.allows(0, 2)).isTrue();
  }
}
