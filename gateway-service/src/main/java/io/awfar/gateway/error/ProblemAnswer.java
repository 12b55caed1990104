package io.awfar.gateway.error;

import io.awfar.gateway.error.Problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Turns every failure of every route, filter and unknown address into a problem.
@Component
@Order(-2)
final class ProblemAnswer implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAnswer.class);
  private static final Pattern LOWER_THEN_UPPER = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final String UNKNOWN_MEMBER = "unknown_member";
  private static final String SOON_SECONDS = "2";
  private static final String LATER_SECONDS = "60";

  private final JsonMapper json;

  ProblemAnswer(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      return Mono.error(failure);
    }
    ErrorCode code = Refusals.of(failure);
    String requestId = RequestId.of(exchange);
    // For the line of the access log.
    exchange.getAttributes().put(ErrorCode.class.getName(), code);
    RequestId.logged(exchange, () -> log(code, failure));

    if (failure instanceof ErrorResponse told) {
      // Allow for 405 and Accept for 415.
      response.getHeaders().putAll(told.getHeaders());
    }
    if (code.status() == HttpStatus.UNAUTHORIZED) {
      response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (code.isPassing() && response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER) == null) {
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, retryAfterSeconds(code));
    }
    response.setStatusCode(code.status());
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    String path = exchange.getRequest().getPath().value();
    Problem problem =
        Problem.of(code, path, requestId, violations(failure))
            .withWindowClosedAt(
                failure instanceof RefusedException refused ? refused.windowClosedAt() : null)
            .withFile(
                failure instanceof RefusedException refused ? refused.file() : FileDetails.NONE);
    byte[] body = json.writeValueAsBytes(problem);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  /// Streams stay open for long, and each try costs the user a request.
  private static String retryAfterSeconds(ErrorCode code) {
    return code == ErrorCode.STREAMS_EXHAUSTED ? LATER_SECONDS : SOON_SECONDS;
  }

  private static void log(ErrorCode code, Throwable failure) {
    LoggingEventBuilder line =
        switch (code.status()) {
          case INTERNAL_SERVER_ERROR -> log.atError().setCause(failure);
          // An outage fails every request: its kind is enough, each time. That there is no room the
          // access log says, and metrics; more lines would only add to the load.
          case SERVICE_UNAVAILABLE ->
              (code == ErrorCode.BUSY ? log.atDebug() : log.atWarn())
                  .addKeyValue("failure", failure.getClass().getSimpleName());
          // The access log has a line of it.
          default -> log.atDebug();
        };
    line.addKeyValue("code", code.code()).log("Request refused: {}", code.code());
  }

  private static List<Violation> violations(Throwable failure) {
    return switch (failure) {
      case RefusedException e -> e.violations();
      case WebExchangeBindException e ->
          e.getFieldErrors().stream().flatMap(ProblemAnswer::violations).toList();
      case ServerWebInputException e -> Refusals.ofQuery(e);
      default -> List.of();
    };
  }

  private static Stream<Violation> violations(FieldError error) {
    return KnownMembersOnly.class.getSimpleName().equals(error.getCode())
            && error.getRejectedValue() instanceof Map<?, ?> unknown
        ? unknown.keySet().stream().map(name -> unknownMember(name.toString(), error))
        : Stream.of(violation(error));
  }

  private static Violation unknownMember(String name, FieldError error) {
    return new Violation(
        name, UNKNOWN_MEMBER, Objects.requireNonNullElse(error.getDefaultMessage(), ""));
  }

  private static Violation violation(FieldError error) {
    String rule = Objects.requireNonNullElse(error.getCode(), "invalid");
    String message = error.isBindingFailure() ? null : error.getDefaultMessage();
    return new Violation(
        error.getField(),
        LOWER_THEN_UPPER.matcher(rule).replaceAll("_").toLowerCase(Locale.ROOT),
        Objects.requireNonNullElse(message, "does not have the right form"));
  }
}
