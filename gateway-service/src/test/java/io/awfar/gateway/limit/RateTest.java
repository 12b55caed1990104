package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({
    "100/15m, 100, 900",
    "1/1s, 1, 1",
    "30/1M, 30, 60",
    "' 10/1h ', 10, 3600",
    "7/1d, 7, 86400"
  })
  void aRateIsSoManyRequestsInAWindow(String text, int requests, long seconds) {
    assertThat(Rate.valueOf(text)).isEqualTo(new Rate(requests, Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "OFF", "0"})
  void zeroAndOffLetEverythingThrough(String text) {
    assertThat(Rate.valueOf(text).isOff()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "100",
        "-1/1m",
        "0/1m",
        "1/0s",
        "1/2d",
        "1000001/1m",
        "99999999/1m",
        "5/15",
        "five/1m",
        "5/15m/2",
        "5 / 15m"
      })
  void whatIsNoneOrOutOfBoundsIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf(text));
  }
}
