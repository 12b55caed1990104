package io.awfar.ingest.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private static @Nullable Duration of(String retryAfter, String... date) {
    Map<String, List<String>> headers = new TreeMap<>(Map.of("Retry-After", List.of(retryAfter)));
    if (date.length > 0) {
      headers.put("Date", List.of(date));
    }
    return RetryAfter.of(HttpHeaders.of(headers, (name, value) -> true), NOW);
  }

  @Test
  void secondsAreSeconds() {
    assertThat(of("7")).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aDateIsAsFarAwayAsItIsFromTheDateOfTheAnswer() {
    assertThat(of("Sat, 28 Nov 2026 12:00:30 GMT")).isEqualTo(Duration.ofSeconds(30));
    assertThat(of("Sat, 28 Nov 2026 12:00:30 GMT", "Sat, 28 Nov 2026 12:00:10 GMT"))
        .isEqualTo(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3601", "99999999999999999999", "Sun, 29 Nov 2026 12:00:00 GMT"})
  void anHourIsTheLongest(String asked) {
    assertThat(of(asked)).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "soon", "1.5", "Sat, 28 Nov 2026 11:59:00 GMT"})
  void whatAsksForNoWaitIsNone(String asked) {
    assertThat(of(asked)).isNull();
  }
}
