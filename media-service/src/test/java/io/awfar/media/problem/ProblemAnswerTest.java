package io.awfar.media.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.store.StoreUnavailableException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class ProblemAnswerTest {

  private final MockServerWebExchange exchange =
      MockServerWebExchange.from(MockServerHttpRequest.post("/files"));
  private final ProblemAnswer answer = new ProblemAnswer(JsonMapper.shared());

  @Test
  void aBucketThatHangsUpIsAnswered() {
    StepVerifier.create(
            answer.handle(
                exchange, new StoreUnavailableException(new IOException("Connection reset by peer"))))
        .verifyComplete();

    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(exchange.getResponse().getBodyAsString().block()).contains("store_unavailable");
  }

  @Test
  void aCallerThatHangsUpIsNot() {
    IOException gone = new IOException("Connection reset by peer");

    StepVerifier.create(answer.handle(exchange, gone)).verifyErrorMatches(gone::equals);
  }
}
