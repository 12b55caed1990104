package io.awfar.gateway.http;

import io.awfar.gateway.GatewaySettings;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Ends connections whose request does not arrive in time, so that slow senders cannot hold them.
@Component
final class RequestTimeout implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

  private final GatewaySettings settings;

  RequestTimeout(GatewaySettings settings) {
    this.settings = settings;
  }

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    factory.addServerCustomizers(server -> server.requestTimeout(settings.requestTimeout()));
  }
}
