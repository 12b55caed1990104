package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.attempt.MockJournals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private final Random random = new Random(20261128);

  /// Most calls in any second.
  private static int busiest(List<Long> calls) {
    Deque<Long> second = new ArrayDeque<>();
    int most = 0;
    for (long call : calls) {
      second.add(call);
      while (call - second.getFirst() >= SECOND) {
        second.removeFirst();
      }
      most = Math.max(most, second.size());
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 6.67, 80, 1000})
  void noSecondHasMoreCallsThanThePaceHoweverLongAttemptsTakeToBeDurable(double perSecond) {
    Pace pace = new Pace(perSecond, 0);
    List<Long> calls = new ArrayList<>();
    int chosen = 0;
    for (long now = 0; now < 20 * SECOND; now += MILLI / 2) {
      chosen += pace.take(now) ? 1 : 0;
      // At times the journal takes long, and then all go together.
      if (random.nextInt(1000) == 0) {
        for (; chosen > 0; chosen--) {
          pace.called(now);
          calls.add(now);
        }
      }
    }

    assertThat(busiest(calls)).isBetween(1, (int) perSecond);
  }

  @ParameterizedTest
  @CsvSource({"1, 59", "80, 4680", "0.5, 29"})
  void thePaceIsUsedButForAFortieth(double perSecond, int inAMinute) {
    Pace pace = new Pace(perSecond, 0);
    List<Long> calls = new ArrayList<>();
    for (long now = 0; now < 60 * SECOND; now += MILLI / 2) {
      if (pace.take(now)) {
        pace.called(now);
        calls.add(now);
      }
    }

    assertThat(calls.size()).isBetween(inAMinute - 2, (int) (60 * perSecond) + 1);
  }

  @Test
  void callsAreSpreadOverTheSecond() {
    Pace pace = new Pace(80, 0);
    int atOnce = 0;
    while (pace.take(SECOND)) {
      pace.called(SECOND);
      atOnce++;
    }

    assertThat(atOnce).isBetween(1, 9);
    assertThat(pace.waitNanos(SECOND)).isPositive();
  }

  @Test
  void aPlaceThatWasNotUsedIsFree() {
    Pace pace = new Pace(1, 0);
    assertThat(pace.take(0)).isTrue();
    pace.notCalled();

    assertThat(pace.take(SECOND)).isTrue();
  }

  @Test
  void whatWasCalledForBeforeThePaceChangedCountsOn() {
    Pace pace = new Pace(80, 0);
    List<Long> calls = new ArrayList<>();
    for (long now = 0; now < 4 * SECOND; now += MILLI) {
      pace.change(now < 2 * SECOND ? 80 : 40);
      if (pace.take(now)) {
        pace.called(now);
        calls.add(now);
      }
    }

    assertThat(busiest(calls)).isLessThanOrEqualTo(80);
    assertThat(busiest(calls.stream().filter(call -> call > 2 * SECOND).toList()))
        .isLessThanOrEqualTo(40);
  }

  @Test
  void aPartitionCountsASecondAfterItIsOursAndNoMoreOnceItIsGivenUp() {
    PaceShare share = new PaceShare();
    PartitionSends first =
        new PartitionSends(new TopicPartition("whatsapp.sends", 0), 0, MockJournals.open(0));
    PartitionSends second =
        new PartitionSends(new TopicPartition("whatsapp.sends", 1), 0, MockJournals.open(1));
    share.add(first, 3, 0);
    assertThat(share.of(80, SECOND)).isZero();

    share.add(second, 3, SECOND);
    assertThat(share.of(90, 2 * SECOND)).isEqualTo(30);
    assertThat(share.of(90, 3 * SECOND)).isEqualTo(60);

    first.stop();
    assertThat(share.of(90, 3 * SECOND)).isEqualTo(30);
    share.remove(second);
    assertThat(share.of(90, 3 * SECOND)).isZero();
    first.journal().close();
    second.journal().close();
  }
}
