package io.awfar.gateway.http;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/// Event loops of the gateway's own, one for each core, for requests and for the database.
///
/// By default all servers in a JVM share theirs, and the first service that stops takes the loops
/// of the others with it. On the same loops an answer of the database seldom has to wake another
/// thread to get to its request.
@Configuration(proxyBeanMethods = false)
class EventLoops {

  @Bean(destroyMethod = "dispose")
  LoopResources sharedLoops() {
    return LoopResources.create("gateway", Runtime.getRuntime().availableProcessors(), true);
  }

  @Bean
  ReactorResourceFactory loopsOfServer(LoopResources loops) {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setLoopResources(loops);
    return resources;
  }

  @Bean
  ConnectionFactoryOptionsBuilderCustomizer loopsOfDatabase(LoopResources loops) {
    return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, loops);
  }
}
