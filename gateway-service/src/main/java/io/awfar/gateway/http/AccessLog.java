package io.awfar.gateway.http;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RequestId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/// Writes a line for each request, at a logger named `http`, when its answer begins: so a stream of
/// events has its line, too, while it goes on.
///
/// It holds no header, no body and no query, which may name a phone number or be what somebody
/// looked for.
@Component
@Order(RequestId.ORDER + 1)
final class AccessLog implements WebFilter {

  static final String LOGGER = "http";

  private static final Logger log = LoggerFactory.getLogger(LOGGER);

  /// As nginx calls it when the client is gone before the answer.
  private static final int CLIENT_GONE = 499;

  private static final int OK = 200;

  private final ManagementPort management;

  AccessLog(ManagementPort management) {
    this.management = management;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!log.isInfoEnabled() || management.isOf(exchange)) {
      return chain.filter(exchange);
    }
    long start = System.nanoTime();
    exchange
        .getResponse()
        .beforeCommit(() ->
            Mono.fromRunnable(
                () -> write(exchange, status(exchange.getResponse().getStatusCode()), start)));
    return chain.filter(exchange).doOnCancel(() -> writeIfGone(exchange, start));
  }

  private static void writeIfGone(ServerWebExchange exchange, long start) {
    if (!exchange.getResponse().isCommitted()) {
      write(exchange, CLIENT_GONE, start);
    }
  }

  private static void write(ServerWebExchange exchange, int status, long start) {
    String method = exchange.getRequest().getMethod().name();
    String route = route(exchange);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    LoggingEventBuilder line =
        log.atInfo()
            .addKeyValue("method", method)
            .addKeyValue("route", route)
            .addKeyValue("status", status)
            .addKeyValue("millis", millis);
    ErrorCode code = exchange.getAttribute(ErrorCode.class.getName());
    if (code != null) {
      line = line.addKeyValue("code", code.code());
    }
    Caller caller = Caller.of(exchange);
    if (caller != null) {
      line = line.addKeyValue("userId", caller.userId());
    }
    String text =
        "%s %s %d %d ms%s%s"
            .formatted(
                method,
                route,
                status,
                millis,
                code == null ? "" : " " + code.code(),
                caller == null ? "" : " by " + caller.userId());
    LoggingEventBuilder whole = line;
    RequestId.logged(exchange, () -> whole.log(text));
  }

  /// Which route was meant: its pattern, or of a request that never got that far its path, without
  /// what may stand for somebody.
  private static String route(ServerWebExchange exchange) {
    PathPattern pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null
        ? MaskedPath.of(exchange.getRequest().getPath().value())
        : pattern.getPatternString();
  }

  private static int status(@Nullable HttpStatusCode status) {
    return status == null ? OK : status.value();
  }
}
