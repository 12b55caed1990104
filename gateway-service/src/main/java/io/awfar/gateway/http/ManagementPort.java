package io.awfar.gateway.http;

import java.net.InetSocketAddress;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/// Whether a request came in by the port of health and metrics: the filters of the API stand before
/// that port, too, and must not keep out whoever looks after the gateway.
@Component
public final class ManagementPort {

  private static final String NAMESPACE = "management";
  private static final int NONE = -1;

  private volatile int port = NONE;

  @EventListener
  void started(WebServerInitializedEvent event) {
    if (NAMESPACE.equals(event.getApplicationContext().getServerNamespace())) {
      port = event.getWebServer().getPort();
    }
  }

  public boolean isOf(ServerWebExchange exchange) {
    InetSocketAddress local = exchange.getRequest().getLocalAddress();
    return local != null && local.getPort() == port;
  }
}
