package io.awfar.gateway.error;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/// Gives each request an id, the caller's own if it is short and plain, and echoes it.
///
/// What works on a request finds the exchange in Reactor's context, for the id in its lines of the
/// log. The id does not follow from thread to thread by itself, which would cost each request.
@Component
@Order(RequestId.ORDER)
public final class RequestId implements WebFilter {

  public static final int ORDER = Ordered.HIGHEST_PRECEDENCE;
  public static final String HEADER = "X-Request-Id";

  /// What its member is called in the log.
  private static final String LOGGED = "requestId";

  // What a caller sends ends up in logs: no spaces, no line breaks, no megabytes.
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    exchange.getResponse().getHeaders().set(HEADER, of(exchange));
    return chain
        .filter(exchange)
        .contextWrite(context -> context.put(ServerWebExchange.class, exchange));
  }

  /// Runs something whose lines in the log belong to the request.
  public static void logged(ServerWebExchange exchange, Runnable lines) {
    logged(of(exchange), lines);
  }

  /// The same of a request that has no exchange.
  public static void logged(String requestId, Runnable lines) {
    try (var _ = MDC.putCloseable(LOGGED, requestId)) {
      lines.run();
    }
  }

  /// Runs something whose lines in the log belong to the request that is worked on, if it is one.
  public static void logged(ContextView context, Runnable lines) {
    ServerWebExchange exchange = context.getOrDefault(ServerWebExchange.class, null);
    if (exchange == null) {
      lines.run();
    } else {
      logged(exchange, lines);
    }
  }

  /// The id of a request, the same each time it is asked for.
  static String of(ServerWebExchange exchange) {
    return (String)
        exchange
            .getAttributes()
            .computeIfAbsent(
                RequestId.class.getName(),
                name -> choose(exchange.getRequest().getHeaders().getFirst(HEADER)));
  }

  private static String choose(@Nullable String sent) {
    return sent != null && ACCEPTED.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }
}
