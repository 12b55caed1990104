package io.awfar.bench.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void numbersMayBeWrittenShort() {
    Options options = Options.parse(List.of("--events", "5M", "--rounds", "200k"));

    assertThat(options.number("events", 1)).isEqualTo(5_000_000);
    assertThat(options.number("rounds", 1)).isEqualTo(200_000);
  }

  @Test
  void aQuickRunHasDefaultsOfItsOwn() {
    assertThat(Options.parse(List.of("--quick")).number("events", 10, 2)).isEqualTo(2);
    assertThat(Options.parse(List.of()).number("events", 10, 2)).isEqualTo(10);
    assertThat(Options.parse(List.of("--quick", "--events", "3")).number("events", 10, 2))
        .isEqualTo(3);
  }

  @Test
  void aFractionMayBeGivenWhereOneMakesSense() {
    assertThat(Options.parse(List.of()).decimal("minutes", 2.5, 0.5)).isEqualTo(2.5);
    assertThat(Options.parse(List.of("--quick")).decimal("minutes", 2.5, 0.5)).isEqualTo(0.5);
    assertThat(Options.parse(List.of("--minutes", "1.5")).decimal("minutes", 2.5, 0.5))
        .isEqualTo(1.5);
    assertThatThrownBy(
            () -> Options.parse(List.of("--minutes", "few")).decimal("minutes", 2.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minutes");
  }

  @Test
  void aFlagIsTrueOrFalse() {
    Options options = Options.parse(List.of("--without-index", "true", "--fast", "yes"));

    assertThat(options.flag("without-index")).isTrue();
    assertThat(options.flag("other")).isFalse();
    assertThatThrownBy(() -> options.flag("fast"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fast");
  }

  @Test
  void amongSeveralBenchmarksAnOptionIsForOne() {
    Options options = Options.parse(List.of("--dedup.events", "3"));

    assertThat(options.of("dedup").number("events", 10)).isEqualTo(3);
    assertThat(options.of("persist").number("events", 10)).isEqualTo(10);
    options.refuseUnknown();
  }

  @Test
  void anOptionThatNobodyKnowsIsRefused() {
    Options options = Options.parse(List.of("--event", "3"));
    assertThat(options.number("events", 10)).isEqualTo(10);

    assertThatThrownBy(options::refuseUnknown)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("event");
  }

  @Test
  void anOptionWithoutAValueIsRefused() {
    assertThatThrownBy(() -> Options.parse(List.of("--events")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
