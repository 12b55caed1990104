package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.http.ManagementPort;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class EventStreamRoomTest {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final RequestsInFlight requests =
      new RequestsInFlight(roomForOne(), new ManagementPort(), metrics);

  @Test
  void aStreamOfEventsIsCountedUntilItStartsAndNotWhileItGoesOn() {
    Disposable stream = open(MediaType.TEXT_EVENT_STREAM);

    assertThat(inFlight()).isZero();

    stream.dispose();
    assertThat(inFlight()).isZero();
  }

  @Test
  void anyOtherAnswerIsCountedUntilItEndsOrItsCallerIsGone() {
    Disposable answer = open(MediaType.APPLICATION_JSON);
    assertThat(inFlight()).isEqualTo(1);
    assertThat(requests.filter(exchange(), _ -> Mono.empty()).materialize().block().getThrowable())
        .isInstanceOfSatisfying(
            RefusedException.class, busy -> assertThat(busy.code()).isEqualTo(ErrorCode.BUSY));

    answer.dispose();

    assertThat(inFlight()).isZero();
  }

  @Test
  void aStreamThatWasRefusedLeavesItsRoom() {
    WebFilterChain refusing = _ -> Mono.error(new RefusedException(ErrorCode.FORBIDDEN));
    requests.filter(exchange(), refusing).onErrorComplete().block();

    assertThat(inFlight()).isZero();
  }

  /// A response that has begun and does not end.
  private Disposable open(MediaType type) {
    MockServerWebExchange exchange = exchange();
    WebFilterChain endless =
        running -> {
          running.getResponse().getHeaders().setContentType(type);
          return running.getResponse().setComplete().then(Mono.never());
        };
    return requests.filter(exchange, endless).subscribe();
  }

  private static MockServerWebExchange exchange() {
    return MockServerWebExchange.from(MockServerHttpRequest.get("/api/whatsapp/events"));
  }

  private double inFlight() {
    return metrics.get("awfar.gateway.requests.in.flight").tag("kind", "other").gauge().value();
  }

  private static LimitSettings roomForOne() {
    RoleRates off = RoleRates.valueOf("off");
    return new LimitSettings(
        true,
        off,
        Rate.OFF,
        Rate.OFF,
        Rate.OFF,
        off,
        off,
        1_000,
        null,
        Duration.ofSeconds(1),
        LimitSettings.WhenRedisDown.LOCAL,
        null,
        1);
  }
}
