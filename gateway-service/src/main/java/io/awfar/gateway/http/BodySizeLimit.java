package io.awfar.gateway.http;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.FileDetails;
import io.awfar.gateway.error.RefusedException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses a body that says itself that it is too large, before a byte of it is read.
///
/// One that does not say is cut off by the codec's limit, which is the same setting. A file has a
/// limit of its own, by which it is cut off where it is passed on.
@Component
@Order(SecurityHeaders.ORDER + 2)
final class BodySizeLimit implements WebFilter {

  private final long bytesMax;
  private final long fileBytesMax;

  BodySizeLimit(GatewaySettings settings) {
    bytesMax = settings.bodySizeMax().toBytes();
    fileBytesMax = settings.media().uploadSizeMax().toBytes();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    boolean file = FileBody.isOf(exchange.getRequest());
    long stated = exchange.getRequest().getHeaders().getContentLength();
    if (stated <= (file ? fileBytesMax : bytesMax)) {
      return chain.filter(exchange);
    }
    if (!file) {
      return Mono.error(new RefusedException(ErrorCode.BODY_TOO_LARGE));
    }
    FileBody.hangUpAfter(exchange, fileBytesMax);
    return Mono.error(
        RefusedException.ofFile(ErrorCode.FILE_TOO_LARGE, FileDetails.limit(fileBytesMax)));
  }
}
