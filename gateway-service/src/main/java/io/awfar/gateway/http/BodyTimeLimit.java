package io.awfar.gateway.http;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Refuses a body that does not arrive in time, and ends its connection. A file has a time of its
/// own.
@Component
@Order(SecurityHeaders.ORDER + 4)
final class BodyTimeLimit implements WebFilter {

  private final Duration timeMax;
  private final Duration fileTimeMax;

  BodyTimeLimit(GatewaySettings settings) {
    timeMax = settings.requestTimeout();
    fileTimeMax = settings.media().uploadTimeMax();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (!hasBody(request.getHeaders())) {
      return chain.filter(exchange);
    }
    Timed timed = new Timed(exchange, FileBody.isOf(request) ? fileTimeMax : timeMax);
    return chain.filter(exchange.mutate().request(timed).build());
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
  }

  private static final class Timed extends ServerHttpRequestDecorator {

    private final ServerWebExchange exchange;
    private final Duration timeMax;

    Timed(ServerWebExchange exchange, Duration timeMax) {
      super(exchange.getRequest());
      this.exchange = exchange;
      this.timeMax = timeMax;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      Mono<DataBuffer> late =
          Mono.delay(timeMax)
              .then(
                  Mono.error(() -> {
                    FileBody.hangUpAfter(exchange);
                    return new RefusedException(ErrorCode.REQUEST_TIMEOUT);
                  }));
      return super.getBody().takeUntilOther(late);
    }
  }
}
