package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.channel.Channels;
import io.awfar.ingest.publish.BrokerWatch;
import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.schemas.channel.ChannelDirectory;
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
  Channels channels(
      WebhookSettings settings, ChannelSettings channelSettings, ChannelDirectory directory) {
    return new Channels(settings.appSecrets(), settings.verifyToken(), channelSettings, directory);
  }

  @Bean
  WebhookDoors webhookDoors(
      WebhookSettings settings,
      ChannelSettings channelSettings,
      WebhookSplitter splitter,
      InFlightBytes inFlight,
      ExecutorService webhookWorkers) {
    return new WebhookDoors(settings, channelSettings, splitter, inFlight, webhookWorkers);
  }

  /// Puts the door before everything else that the server of this context would answer; that of the
  /// management port has its own factory, to which this does not apply.
  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> webhookRoute(
      WebhookSettings settings,
      WebhookDoors doors,
      Channels channels,
      EventPublisher publisher,
      BrokerWatch watch,
      MeterRegistry meters) {
    WebhookDoor door =
        doors.open(channels, publisher, () -> watch.canPublish() && channels.areComplete(), meters);
    return factory -> {
      factory.addRouteProviders(routes -> routes.route(request -> true, door));
      factory.addServerCustomizers(server ->
          server.doOnChannelInit((observer, channel, address) ->
              channel.pipeline().addFirst(new IdleConnection(settings.idleTimeout()))));
    };
  }
}
