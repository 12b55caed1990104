package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.LogLines;
import io.lettuce.core.RedisCommandExecutionException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class RedisOutageTest {

  private static final Mono<String> OTHERWISE = Mono.just("otherwise");
  private static final Mono<String> ANSWER = Mono.just("answer");
  private static final Mono<String> FAILURE = Mono.error(new IllegalStateException("refused"));

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong(5);
  private final AtomicReference<Mono<String>> trial = new AtomicReference<>(ANSWER);
  private final RedisOutage outage =
      new RedisOutage("it is cold", Mono.defer(trial::get), metrics, now::get);
  private final AtomicLong asked = new AtomicLong();

  @Test
  void whileThereIsNoAnswerOneRequestInASecondTries() {
    assertThat(ask(FAILURE)).isEqualTo("otherwise");
    for (int i = 0; i < 10; i++) {
      assertThat(ask(FAILURE)).isEqualTo("otherwise");
    }
    assertThat(asked).hasValue(1);

    pass(Duration.ofSeconds(1));
    assertThat(ask(FAILURE)).isEqualTo("otherwise");
    assertThat(ask(ANSWER)).isEqualTo("otherwise");
    assertThat(asked).hasValue(2);

    pass(Duration.ofSeconds(1));
    assertThat(ask(ANSWER)).isEqualTo("answer");
    assertThat(ask(ANSWER)).isEqualTo("answer");
    assertThat(asked).hasValue(4);
  }

  @Test
  void oneLateAnswerIsNoOutageAndThreeInARowAre() {
    Mono<String> late = Mono.error(new TimeoutException());
    ask(late);
    ask(late);
    assertThat(ask(ANSWER)).isEqualTo("answer");
    ask(late);
    ask(late);
    assertThat(up()).isEqualTo(1);

    assertThat(ask(late)).isEqualTo("otherwise");
    assertThat(up()).isZero();
  }

  @Test
  void anAnswerThatSomethingIsWrongWithAKeyIsNoOutage() {
    for (int i = 0; i < 5; i++) {
      assertThat(ask(Mono.error(new RedisCommandExecutionException("WRONGTYPE Operation"))))
          .isEqualTo("otherwise");
    }

    assertThat(up()).isEqualTo(1);
  }

  @Test
  void anAnswerThatItMayNotWriteIsAnOutageWhichEndsOnlyWhenItMay() {
    Mono<String> refusal = Mono.error(new RedisCommandExecutionException("READONLY You can't"));
    try (LogLines lines = LogLines.of(RedisOutage.class.getName())) {
      assertThat(ask(refusal)).isEqualTo("otherwise");
      assertThat(up()).isZero();

      trial.set(refusal);
      for (int i = 0; i < 3; i++) {
        pass(Duration.ofSeconds(1));
        // Which needs to write nothing.
        assertThat(ask(ANSWER)).isEqualTo("otherwise");
      }
      assertThat(up()).isZero();

      trial.set(ANSWER);
      pass(Duration.ofSeconds(1));
      assertThat(ask(ANSWER)).isEqualTo("answer");
      assertThat(up()).isEqualTo(1);
      assertThat(lines.texts()).hasSize(2);
    }
  }

  @Test
  void anOutageIsOneLineWhenItBeginsAndOneWhenItIsOver() {
    try (LogLines lines = LogLines.of(RedisOutage.class.getName())) {
      for (int i = 0; i < 3; i++) {
        ask(FAILURE);
        pass(Duration.ofSeconds(2));
      }
      ask(ANSWER);
      ask(ANSWER);

      assertThat(lines.texts())
          .hasSize(2)
          .satisfiesExactly(
              begun -> assertThat(begun).contains("it is cold", "refused"),
              over -> assertThat(over).contains("after 6 s"));
    }
  }

  @Test
  void theMetricTellsWhetherItAnswers() {
    assertThat(up()).isEqualTo(1);
    ask(FAILURE);
    assertThat(up()).isZero();
  }

  @Test
  void anAnswerToAQuestionFromBeforeTheOutageDoesNotEndIt() {
    Sinks.One<String> late = Sinks.one();
    outage.around(late.asMono(), OTHERWISE).subscribe();
    ask(FAILURE);

    late.tryEmitValue("late");

    assertThat(up()).isZero();
  }

  private String ask(Mono<String> question) {
    return outage.around(question.doOnSubscribe(_ -> asked.incrementAndGet()), OTHERWISE).block();
  }

  private double up() {
    return metrics.get("awfar.gateway.limits.redis.up").gauge().value();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
