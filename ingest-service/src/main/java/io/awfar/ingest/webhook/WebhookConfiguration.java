package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.BrokerWatch;
import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the webhook together.
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  /// Where long bodies are checked, split and sent; how many there are is bounded by the bytes in
  /// flight.
  @Bean(destroyMethod = "close")
  ExecutorService webhookWorkers() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
  }

  @Bean
  WebhookDoors webhookDoors(
      WebhookSettings settings,
      WebhookSplitter splitter,
      InFlightBytes inFlight,
      ExecutorService webhookWorkers) {
    return new WebhookDoors(settings, splitter, inFlight, webhookWorkers);
  }

  /// Puts the door before everything else that the server of this context would answer; that of the
  /// management port has its own factory, to which this does not apply.
  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> webhookRoute(
      WebhookSettings settings,
      WebhookDoors doors,
      EventPublisher publisher,
      BrokerWatch watch,
      MeterRegistry meters) {
    WebhookDoor door = doors.open(publisher, watch::canPublish, meters);
    return factory -> {
      factory.addRouteProviders(routes -> routes.route(request -> true, door));
      factory.addServerCustomizers(server ->
          server.doOnChannelInit((observer, channel, address) ->
              channel.pipeline().addFirst(new IdleConnection(settings.idleTimeout()))));
    };
  }
}
