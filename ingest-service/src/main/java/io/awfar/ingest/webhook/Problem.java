package io.awfar.ingest.webhook;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What a refused sender reads: RFC 9457 problem details with a stable `code`, and nothing of what
/// it sent or of how the service works.
final class Problem {

  private Problem() {}

  static Mono<ServerResponse> answer(Refusal refusal, Duration retryAfter) {
    ServerResponse.BodyBuilder answer =
        ServerResponse.status(refusal.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    if (refusal == Refusal.METHOD_NOT_ALLOWED) {
      answer.header(HttpHeaders.ALLOW, "GET, POST");
    }
    return answer.bodyValue(
        Map.of(
            "type", "about:blank",
            "title", refusal.title(),
            "status", refusal.status().value(),
            "code", refusal.code()));
  }
}
