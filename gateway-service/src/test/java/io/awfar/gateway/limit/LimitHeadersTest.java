package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class LimitHeadersTest {

  private static final Buckets NOWHERE = new LocalBuckets(1, new WallClock(Clock.systemUTC()));

  private final HttpHeaders headers = new HttpHeaders();

  @Test
  void theOriginalsHeadersTellOfTheLimitWithTheLeastLeftAndTheDraftsOfEach() {
    LimitHeaders.write(
        List.of(
            charge(Limit.API, "100/15m", true, 3, 500),
            charge(Limit.MESSAGES, "30/1m", true, 12, 7)),
        headers);

    assertThat(headers.getFirst("RateLimit-Limit")).isEqualTo("100");
    assertThat(headers.getFirst("RateLimit-Remaining")).isEqualTo("3");
    assertThat(headers.getFirst("RateLimit-Reset")).isEqualTo("500");
    assertThat(headers.getFirst("RateLimit-Policy"))
        .isEqualTo("\"api\";q=100;w=900, \"messages\";q=30;w=60");
    assertThat(headers.getFirst("RateLimit")).isEqualTo("\"api\";r=3;t=500, \"messages\";r=12;t=7");
    assertThat(headers.containsHeader("Retry-After")).isFalse();
  }

  @Test
  void aRefusalTellsOfTheLimitThatRefusedAndWhenToComeAgain() {
    LimitHeaders.write(
        List.of(
            charge(Limit.API, "100/15m", true, 0, 500),
            charge(Limit.MESSAGES, "30/1m", false, 0, 7)),
        headers);

    assertThat(headers.getFirst("RateLimit-Limit")).isEqualTo("30");
    assertThat(headers.getFirst("Retry-After")).isEqualTo("7");
  }

  private static Charge charge(Limit limit, String rate, boolean taken, long left, long seconds) {
    return new Charge(NOWHERE, new BucketKey(limit, Rate.valueOf(rate), "x"), taken, left, seconds);
  }
}
