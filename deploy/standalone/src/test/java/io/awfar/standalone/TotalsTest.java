package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TotalsTest {

  @Test
  void whatIsReceivedIsPublishedOrADuplicateOrQuarantined() {
    assertThat(new Totals(10, 10, 7, 2, 1, 7, 0, 0).contradiction()).isEmpty();
    assertThat(new Totals(10, 10, 7, 2, 0, 7, 0, 0).contradiction())
        .contains("received is not published + duplicates + quarantined");
  }

  @Test
  void anEventThatIsNotDecidedOnOrNotStoredIsSeen() {
    assertThat(new Totals(11, 10, 7, 2, 1, 7, 0, 0).contradiction())
        .contains("1 raw events were not decided on");
    assertThat(new Totals(10, 10, 7, 2, 1, 6, 0, 0).contradiction())
        .contains("1 published events are not stored");
    assertThat(new Totals(10, 10, 7, 2, 1, 8, 0, 0).contradiction()).isPresent();
  }

  @Test
  void lagIsWhatHasNotReachedTheDatabase() {
    assertThat(new Totals(12, 10, 7, 2, 1, 4, 0, 0).lag()).isEqualTo(5);
  }

  @Test
  void aFileWithoutAFateIsStillUnderWay() {
    assertThat(new Totals(10, 10, 7, 2, 1, 7, 3, 2).isDrained()).isFalse();
    assertThat(new Totals(10, 10, 7, 2, 1, 7, 3, 3).isDrained()).isTrue();
  }
}
