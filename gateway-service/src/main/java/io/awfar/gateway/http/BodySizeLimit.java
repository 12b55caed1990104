package io.awfar.gateway.http;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses a body that says itself that it is too large, before a byte of it is read.
///
/// One that does not say is cut off by the codec's limit, which is the same setting.
@Component
@Order(SecurityHeaders.ORDER + 1)
final class BodySizeLimit implements WebFilter {

  private final long bytesMax;

  BodySizeLimit(GatewaySettings settings) {
    bytesMax = settings.bodySizeMax().toBytes();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return exchange.getRequest().getHeaders().getContentLength() > bytesMax
        ? Mono.error(new RefusedException(ErrorCode.BODY_TOO_LARGE))
        : chain.filter(exchange);
  }
}
