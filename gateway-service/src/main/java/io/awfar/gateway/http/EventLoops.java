package io.awfar.gateway.http;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/// Event loops of the gateway's own.
///
/// By default all servers in a JVM share theirs, and the first service that stops takes the loops
/// of the others with it.
@Configuration(proxyBeanMethods = false)
class EventLoops {

  @Bean
  ReactorResourceFactory eventLoopResources() {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setLoopResourcesSupplier(() -> LoopResources.create("gateway-http"));
    return resources;
  }
}
