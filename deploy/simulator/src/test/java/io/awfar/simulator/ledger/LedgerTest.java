package io.awfar.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.PhoneNumber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final String SENT = "s|1|wamid.a|sent|9";
  private static final String READ = "s|1|wamid.a|read|9";

  private final Ledger ledger = new Ledger(3);

  @Test
  void twoEventsOfOneIdentityAreTwoInTheCounts() {
    ledger.acknowledged(List.of(status(7, "sent"), status(8, "sent")), true);

    assertThat(ledger.snapshot().eventsAcknowledged()).isEqualTo(2);
    assertThat(ledger.identities().orElseThrow()).containsExactly(SENT);
  }

  @Test
  void eachIdentityHasTheNumberOfItsEvent() {
    ledger.acknowledged(List.of(status(7, "sent"), status(8, "read")), true);
    ledger.acknowledged(List.of(status(7, "sent")), false);

    assertThat(ledger.ordinals().orElseThrow()).containsOnly(entry(SENT, 7L), entry(READ, 8L));
  }

  @Test
  void theOrderOfAPostOfSeveralThatWasAnsweredAtOnceIsKept() {
    ledger.acknowledged(List.of(status(8, "read"), status(7, "sent")), true);
    ledger.acknowledged(List.of(status(7, "sent"), status(8, "read")), false);
    ledger.acknowledged(List.of(status(7, "sent")), true);

    assertThat(ledger.postsAtOnce()).containsExactly(new long[] {8, 7});
  }

  @Test
  void whatIsKeptForComparisonIsLetGoWhenItIsTooMuch() {
    ledger.acknowledged(List.of(status(1, "sent"), status(2, "delivered")), true);
    ledger.acknowledged(List.of(status(3, "read"), status(4, "played")), true);

    assertThat(ledger.identities()).isEmpty();
    assertThat(ledger.ordinals()).isEmpty();
    assertThat(ledger.postsAtOnce()).isEmpty();
    assertThat(ledger.snapshot().eventsAcknowledged()).isEqualTo(4);
  }

  @Test
  void percentilesAreWithinThreePercent() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int micros = 1; micros <= 1_000_000; micros++) {
      histogram.record(micros * 1000L);
    }
    Latency latency = histogram.latency();
    assertThat(latency.count()).isEqualTo(1_000_000);
    assertThat(millis(latency.p50())).isCloseTo(500, within(15.0));
    assertThat(millis(latency.p90())).isCloseTo(900, within(27.0));
    assertThat(millis(latency.p99())).isCloseTo(990, within(30.0));
    assertThat(millis(latency.p999())).isCloseTo(999, within(30.0));
    assertThat(latency.max()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anEmptyOrExtremeHistogramStillAnswers() {
    LatencyHistogram histogram = new LatencyHistogram();
    assertThat(histogram.latency().p99()).isZero();
    histogram.record(0);
    histogram.record(-5);
    histogram.record(Duration.ofDays(3).toNanos());
    assertThat(histogram.latency().max()).isEqualTo(Duration.ofDays(3));
    assertThat(histogram.latency().p50()).isZero();
  }

  @Test
  void anOrdinalIsNewOnce() {
    OrdinalSet set = new OrdinalSet();
    for (long ordinal : new long[] {0, 63, 64, 65_535, 65_536, 1L << 47}) {
      assertThat(set.add(ordinal)).isTrue();
      assertThat(set.add(ordinal)).isFalse();
    }
    assertThat(set.add(1)).isTrue();
  }

  private static Event status(long ordinal, String status) {
    PhoneNumber number = new PhoneNumber("1", "15550000001", "2");
    return new Event.StatusEvent(ordinal, number, "wamid.a", status, "9", "{}");
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
