package io.awfar.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private static final CallFacts SEND = new CallFacts(Operation.SEND, "1", "20100");

  @Test
  void withoutFaultsNothingGoesWrong() {
    assertThat(new Faults(1).disturbance(SEND)).isEqualTo(Disturbance.NONE);
  }

  @Test
  void aFaultEndsAfterItsCount() {
    Faults faults = new Faults(1);
    faults.add(Fault.refuse(2).times(3));
    assertThat(IntStream.range(0, 10).filter(i -> refuses(faults)).count()).isEqualTo(3);
    assertThat(faults.all().getFirst().hits()).isEqualTo(3);
  }

  @Test
  void aShareIsASeedsChoiceAndAboutAsLargeAsAskedFor() {
    List<Boolean> first = refusals(7, 0.3);
    assertThat(refusals(7, 0.3)).isEqualTo(first);
    assertThat(refusals(8, 0.3)).isNotEqualTo(first);
    assertThat(first.stream().filter(refused -> refused).count()).isBetween(230L, 370L);
    assertThat(refusals(7, 0)).doesNotContain(true);
    assertThat(refusals(7, 1)).doesNotContain(false);
  }

  @Test
  void aFaultEndsWhenItIsRemoved() {
    Faults faults = new Faults(1);
    long id = faults.add(Fault.refuse(2));
    assertThat(faults.remove(id)).isTrue();
    assertThat(faults.remove(id)).isFalse();
    assertThat(refuses(faults)).isFalse();
    faults.add(Fault.refuse(2));
    faults.clear();
    assertThat(refuses(faults)).isFalse();
  }

  @Test
  void delaysAddUpAndOfContradictionsTheFirstHolds() {
    Faults faults = new Faults(1);
    faults.add(Fault.delay(Duration.ofSeconds(1)));
    faults.add(Fault.delay(Duration.ofSeconds(2)));
    faults.add(Fault.delay(Duration.ofSeconds(4)).afterAccepting());
    faults.add(Fault.refuse(2));
    faults.add(Fault.refuse(4));
    Disturbance disturbance = faults.disturbance(SEND);
    assertThat(disturbance.before()).isEqualTo(Duration.ofSeconds(3));
    assertThat(disturbance.after()).isEqualTo(Duration.ofSeconds(4));
    assertThat(disturbance.instead()).contains(new Effect.Refuse(2, 0, Duration.ZERO));
    assertThat(disturbance.answer()).isEmpty();
  }

  @Test
  void aRandomDelayStaysInItsBounds() {
    Faults faults = new Faults(1);
    faults.add(Fault.of(new Effect.Delay(Duration.ofMillis(10), Duration.ofMillis(20))));
    List<Long> millis =
        IntStream.range(0, 500)
            .mapToObj(i -> faults.disturbance(SEND).before().toMillis())
            .distinct()
            .sorted()
            .toList();
    assertThat(millis).startsWith(10L).endsWith(20L).hasSize(11);
  }

  @Test
  void whatIsOutOfBoundsIsRefused() {
    Duration hour = Duration.ofHours(1);
    assertThatThrownBy(() -> Fault.delay(hour)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.of(new Effect.Silence(hour)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.refuse(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.refuse(2).share(1.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.refuse(2).times(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.of(new Effect.HttpError(200)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.of(new Effect.Fail(131026)).on(Operation.READ))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thereAreNoMoreFaultsThanTheBound() {
    Faults faults = new Faults(1);
    for (int i = 0; i < Faults.FAULTS_MAX; i++) {
      faults.add(Fault.refuse(2));
    }
    assertThatThrownBy(() -> faults.add(Fault.refuse(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Boolean> refusals(long seed, double share) {
    Faults faults = new Faults(seed);
    faults.add(Fault.refuse(2).share(share));
    return IntStream.range(0, 1000).mapToObj(i -> refuses(faults)).toList();
  }

  private static boolean refuses(Faults faults) {
    return faults.disturbance(SEND).instead().isPresent();
  }
}
