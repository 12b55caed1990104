package io.awfar.media.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.store.StoreUnavailableException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ProblemAnswerTest {

  private final MockServerWebExchange exchange =
      MockServerWebExchange.from(MockServerHttpRequest.post("/files"));
  private final ProblemAnswer answer = new ProblemAnswer();

  @Test
  void aBucketThatHangsUpIsAnswered() {
    IOException reset = new IOException("Connection reset by peer");

    answer.handle(exchange, new StoreUnavailableException("put", reset)).block();

    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(exchange.getResponse().getBodyAsString().block()).contains("store_unavailable");
  }

  @Test
  void aCallerThatHangsUpIsNot() {
    IOException reset = new IOException("Connection reset by peer");

    assertThatThrownBy(() -> answer.handle(exchange, reset).block()).hasRootCause(reset);
  }
}
