package io.awfar.gateway.http;

import io.netty.handler.codec.http.HttpRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/// The one kind of body that is large, takes long, and is passed on as it comes.
final class FileBody {

  private static final String ROUTE = "/api/upload/media";

  private FileBody() {}

  static boolean isOf(ServerHttpRequest request) {
    return request.getMethod() == HttpMethod.POST && request.getPath().value().equals(ROUTE);
  }

  /// The same of a request that is not Spring's yet.
  static boolean isOf(HttpRequest request) {
    return request.method().equals(io.netty.handler.codec.http.HttpMethod.POST)
        && (request.uri().equals(ROUTE) || request.uri().startsWith(ROUTE + "?"));
  }

  /// Ends the connection with the answer, if what has not come yet of a refused body may be without
  /// end. Of one that says its size the rest is read, for else the client may not see the answer.
  static void hangUpAfter(ServerWebExchange exchange, long bytesMax) {
    long stated = exchange.getRequest().getHeaders().getContentLength();
    if (stated < 0 || stated > readToItsEnd(bytesMax)) {
      hangUpAfter(exchange);
    }
  }

  /// How large a body may say that it is and be read to its end though it is refused.
  ///
  /// @param bytesMax how large one may be to be taken
  static long readToItsEnd(long bytesMax) {
    return 2 * bytesMax;
  }

  /// Ends the connection with the answer.
  static void hangUpAfter(ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
  }
}
