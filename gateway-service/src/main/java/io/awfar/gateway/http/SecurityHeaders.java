package io.awfar.gateway.http;

import java.util.Map;
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

  private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

  private static final String NOTHING =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  /// Those of an answer that is no page.
  // Browsers ignore the last over plain HTTP, so that it needs no knowledge of who ends TLS.
  static final Map<String, String> OF_EVERY_ANSWER =
      Map.of(
          CONTENT_SECURITY_POLICY,
          NOTHING,
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-site",
          "Strict-Transport-Security",
          "max-age=31536000; includeSubDomains");

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
    OF_EVERY_ANSWER.forEach(headers::set);
    headers.set(CONTENT_SECURITY_POLICY, page ? OWN_PAGE : NOTHING);
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> noStore(headers)));
    return chain.filter(exchange);
  }

  private static void noStore(HttpHeaders headers) {
    if (headers.getCacheControl() == null) {
      headers.setCacheControl("no-store");
    }
  }
}
