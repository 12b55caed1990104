package io.awfar.gateway.http;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.util.BitSet;
import java.util.Set;
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
/// router does: so there are no escapes, no parameters after a semicolon, no empty segments, none
/// of dots, and no prefix that the router would leave out.
@Component
@Order(SecurityHeaders.ORDER + 3)
final class PlainRequests implements WebFilter {

  private static final BitSet PLAIN = new BitSet();

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:@=+,"
        .chars()
        .forEach(PLAIN::set);
  }

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
            && isPlain(exchange.getRequest().getURI().getRawPath())
            && exchange.getRequest().getPath().contextPath().value().isEmpty();
    return plain ? chain.filter(exchange) : Mono.error(new RefusedException(ErrorCode.BAD_REQUEST));
  }

  static boolean isPlain(String path) {
    int segment = 1;
    for (int i = segment; i < path.length(); i++) {
      char letter = path.charAt(i);
      if (letter == '/') {
        if (isOdd(path, segment, i)) {
          return false;
        }
        segment = i + 1;
      } else if (!PLAIN.get(letter)) {
        return false;
      }
    }
    // The last segment may be empty: a slash at the end.
    return segment >= path.length() || !isOdd(path, segment, path.length());
  }

  private static boolean isOdd(String path, int from, int to) {
    int dots = 0;
    while (from + dots < to && path.charAt(from + dots) == '.') {
      dots++;
    }
    // Nothing, the same directory, or the one above.
    return dots == to - from && dots <= 2;
  }
}
