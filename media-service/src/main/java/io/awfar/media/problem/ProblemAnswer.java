package io.awfar.media.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Turns every failure into a problem.
@Component
@Order(-2)
final class ProblemAnswer implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAnswer.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  private final JsonMapper json = JsonMapper.shared();

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    Refusal refusal = Refusal.of(failure);
    if (response.isCommitted() || hasHungUp(refusal, failure)) {
      return Mono.error(failure);
    }
    log(refusal, failure);
    HttpHeaders headers = response.getHeaders();
    response.setStatusCode(refusal.status());
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (refusal.status() == HttpStatus.UNAUTHORIZED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    byte[] body = json.writeValueAsBytes(problem(refusal, failure));
    headers.setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  /// Told by what a connection says at its end. So does one to the bucket, of which we know what it
  /// means.
  private static boolean hasHungUp(Refusal refusal, Throwable failure) {
    return refusal == Refusal.INTERNAL_ERROR
        && DisconnectedClientHelper.isClientDisconnectedException(failure);
  }

  private static Map<String, Object> problem(Refusal refusal, Throwable failure) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:awfar:problem:" + refusal.code());
    problem.put("title", refusal.title());
    problem.put("status", refusal.status().value());
    problem.put("code", refusal.code());
    if (failure instanceof RefusedException refused) {
      problem.putAll(refused.details());
    }
    return problem;
  }

  private static void log(Refusal refusal, Throwable failure) {
    switch (refusal.status()) {
      case INTERNAL_SERVER_ERROR -> log.error("A request failed", failure);
      case SERVICE_UNAVAILABLE -> log.warn("A request is refused: {}", refusal.code());
      default -> log.debug("A request is refused: {}", refusal.code());
    }
  }
}
