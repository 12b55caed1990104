package io.awfar.gateway.http;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Tells browsers to do nothing with an answer but read it; stands before everything that can
/// refuse.
@Component
@Order(SecurityHeaders.ORDER)
final class SecurityHeaders implements WebFilter {

  static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

  private static final String NOTHING =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  // Swagger UI is a page with scripts and inline styles of its own.
  private static final String OWN_PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
          + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    String path = exchange.getRequest().getPath().value();
    boolean page = path.startsWith("/swagger-ui") || path.startsWith("/webjars/");
    headers.set("Content-Security-Policy", page ? OWN_PAGE : NOTHING);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-site");
    // Browsers ignore it over plain HTTP, so that it needs no knowledge of who ends TLS.
    headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> noStore(headers)));
    return chain.filter(exchange);
  }

  private static void noStore(HttpHeaders headers) {
    if (headers.getCacheControl() == null) {
      headers.setCacheControl("no-store");
    }
  }
}
