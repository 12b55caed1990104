package io.awfar.ingest.webhook;

import static org.springframework.web.reactive.function.server.RequestPredicates.all;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Puts the webhook together and names its routes.
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  private static final String PATH = "/webhook";

  /// Where requests are checked, split and sent. Virtual threads, because sending may wait for the
  /// cluster's metadata; how many there are is bounded by the bytes in flight.
  @Bean(destroyMethod = "close")
  ExecutorService webhookWorkers() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
  }

  @Bean
  WebhookIntake webhookIntake(
      WebhookSignature signatures,
      WebhookSplitter splitter,
      EventPublisher publisher,
      InFlightBytes inFlight,
      WebhookMetrics metrics,
      ExecutorService webhookWorkers) {
    return new WebhookIntake(signatures, splitter, publisher, inFlight, metrics, webhookWorkers);
  }

  @Bean
  RouterFunction<ServerResponse> webhookRoutes(
      WebhookSettings settings,
      Handshake handshake,
      WebhookIntake intake,
      EventPublisher publisher,
      InFlightBytes inFlight,
      WebhookMetrics metrics,
      Environment environment) {
    WebhookEndpoint endpoint =
        new WebhookEndpoint(settings, handshake, intake, publisher, inFlight, metrics);
    return RouterFunctions.route()
        .nest(
            request -> isOfService(request, environment),
            routes ->
                routes
                    .GET(PATH, endpoint::verify)
                    .POST(PATH, endpoint::receive)
                    .route(path(PATH), endpoint::wrongMethod)
                    .route(all(), endpoint::notFound))
        .build();
  }

  /// The management port would serve the routes as well, since its context inherits them.
  private static boolean isOfService(ServerRequest request, Environment environment) {
    InetSocketAddress address = request.exchange().getRequest().getLocalAddress();
    Integer port = environment.getProperty("local.server.port", Integer.class);
    return address != null && port != null && port == address.getPort();
  }
}
