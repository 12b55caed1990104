package io.awfar.gateway.http;

import io.awfar.gateway.GatewaySettings;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Ends connections whose request does not arrive in the time that a file may take, so that slow
/// senders cannot hold them; any other body has less.
@Component
final class RequestTimeout implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

  private final GatewaySettings settings;

  RequestTimeout(GatewaySettings settings) {
    this.settings = settings;
  }

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    Duration file = settings.media().uploadTimeMax();
    Duration other = settings.requestTimeout();
    Duration longest = file.compareTo(other) > 0 ? file : other;
    factory.addServerCustomizers(server -> server.requestTimeout(longest));
  }
}
