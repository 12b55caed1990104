package io.awfar.media.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.reconcile.Finding.Kind;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static Findings of(int agreed, int missing, int orphans, String... settings) {
    Findings findings = new Findings(TestSettings.of(settings));
    for (int i = 0; i < agreed; i++) {
      findings.kept();
      findings.agreed();
    }
    for (int i = 0; i < missing; i++) {
      findings.absent();
      findings.add(new Finding(Kind.MISSING, "m" + i));
    }
    for (int i = 0; i < orphans; i++) {
      findings.kept();
      findings.add(new Finding(Kind.ORPHAN, "o" + i));
    }
    return findings;
  }

  @Test
  void aHundredOfAKindAreBelieved() {
    assertThat(of(1, 100, 100).areBelievable()).isTrue();
    assertThat(of(1, 101, 0).areBelievable()).isFalse();
    assertThat(of(1, 0, 101).areBelievable()).isFalse();
  }

  @Test
  void moreAreBelievedIfTheyAreFewAmongMany() {
    assertThat(of(9_999, 101, 0).areBelievable()).isTrue();
    assertThat(of(9_998, 101, 0).areBelievable()).isFalse();
    assertThat(of(9_999, 0, 101).areBelievable()).isTrue();
    assertThat(of(9_998, 0, 101).areBelievable()).isFalse();
  }

  @Test
  void nothingIsBelievedOfABucketAndADatabaseThatHaveNothingInCommon() {
    assertThat(of(0, 1, 0).areBelievable()).isFalse();
    assertThat(of(0, 0, 1).areBelievable()).isFalse();
    assertThat(of(0, 0, 0).areBelievable()).isTrue();
  }

  @Test
  void howMuchIsBelievedIsASetting() {
    assertThat(of(1, 2, 0, "trusted-max", "1").areBelievable()).isFalse();
    assertThat(of(1, 2, 0, "trusted-max", "1", "trusted-percent-max", "100").areBelievable())
        .isTrue();
  }

  @Test
  void allAreCountedAndSomeHeld() {
    Findings findings = of(1, 5, 7, "repairs-max", "3");

    assertThat(findings.tally()).isEqualTo(new Tally(8, 6, 7, 5, 0));
    assertThat(findings.held(Kind.MISSING))
        .extracting(Finding::key)
        .containsExactly("m0", "m1", "m2");
    assertThat(findings.held(Kind.ORPHAN)).hasSize(3);
    assertThat(findings.held(Kind.RETURNED)).isEmpty();
  }
}
