package io.awfar.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeforeTest {

  @Test
  void whatIsWrittenIsReadBackToTheMicrosecond() {
    Before before = new Before(Instant.parse("2026-11-22T12:00:00.123456Z"), UUID.randomUUID());
    assertThat(Before.parse(before.toString())).isEqualTo(before);
  }

  @Test
  void aBareTimestampStandsBeforeEveryRowOfThatTime() {
    Before bare = Before.parse("2026-11-22T12:00:00Z");
    assertThat(bare.id()).isEqualTo(new UUID(0, 0));
  }

  @Test
  void aPlusThatArrivedAsASpaceIsUnderstood() {
    assertThat(Before.parse("2026-11-22T15:00:00 03:00"))
        .isEqualTo(Before.parse("2026-11-22T12:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T12:00:00",
        "2026-11-22t12:00:00z",
        "2026-11-22T12:00",
        "2026-11-22 12:00:00Z",
        "2026-11-22 12:00:00+00",
        "2026-11-22 12:00:00 00",
        "2026-11-22 15:00:00.000000+03",
        "2026-11-22T08:30:00-03:30"
      })
  void anyUsualTimestampIsUnderstoodAndOneWithoutAnOffsetIsUtc(String text) {
    assertThat(Before.parse(text)).isEqualTo(Before.parse("2026-11-22T12:00:00Z"));
  }

  @Test
  void aDateIsItsMidnightInUtc() {
    assertThat(Before.parse("2026-11-22")).isEqualTo(Before.parse("2026-11-22T00:00:00Z"));
  }

  @Test
  void aTimeBeforeAllMessagesIsAPlaceToo() {
    assertThat(Before.parse("1969-12-31T23:59:59Z").at()).isEqualTo(Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "now",
        "1763800000",
        "2026-11-22T12:00:00Z,",
        "2026-11-22T12:00:00Z,1",
        "2026-13-01",
        "2026-11-22T25:00",
        "26-11-22"
      })
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Before.parse(text));
  }
}
