package io.awfar.gateway.http;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses paths that can be read in two ways, and methods that no route has.
///
/// What decides by the path, such as whether a token is needed, must not read another path than the
/// router does: so there are no escapes, no parameters after a semicolon, no empty segments, and
/// none of dots.
@Component
@Order(SecurityHeaders.ORDER + 3)
final class PlainRequests implements WebFilter {

  // Possessive, so that a long odd path is read once. A segment may begin with a dot, as in
  // /.well-known, if more than dots follow.
  private static final Pattern PLAIN =
      Pattern.compile("/?+(?:(?!\\.{1,2}+(?:/|$))[A-Za-z0-9._~:@=+,-]++(?:/|$))*+");

  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    boolean plain =
        METHODS.contains(exchange.getRequest().getMethod())
            && isPlain(exchange.getRequest().getURI().getRawPath());
    return plain ? chain.filter(exchange) : Mono.error(new RefusedException(ErrorCode.BAD_REQUEST));
  }

  static boolean isPlain(String path) {
    return PLAIN.matcher(path).matches();
  }
}
