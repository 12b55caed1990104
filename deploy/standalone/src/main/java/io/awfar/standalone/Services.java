package io.awfar.standalone;

import io.awfar.dedup.DedupStream;
import io.awfar.gateway.GatewayService;
import io.awfar.ingest.IngestService;
import io.awfar.media.MediaService;
import io.awfar.persistence.PersistenceService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/// The five services, each a Spring context of its own as if it were alone.
final class Services implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Services.class);

  /// Ingest first, so that nothing new comes in; then each after those that feed it.
  private final List<ConfigurableApplicationContext> inStopOrder;

  private Services(List<ConfigurableApplicationContext> inStopOrder) {
    this.inStopOrder = inStopOrder;
  }

  /// Starts all and returns when all contexts are up.
  ///
  /// @param settings properties that every service sees, by the names of their environment
  ///   variables
  /// @throws StartFailure if one does not start
  static Services start(Map<String, Object> settings) {
    List<ConfigurableApplicationContext> started = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      // One alone first: several at once would race to set up logging.
      ConfigurableApplicationContext persistence =
          start(PersistenceService.application(), settings);
      started.add(persistence);
      Future<ConfigurableApplicationContext> dedup =
          threads.submit(() -> start(DedupStream.application(), settings));
      Future<ConfigurableApplicationContext> ingest =
          threads.submit(() -> start(IngestService.application(), settings));
      Future<ConfigurableApplicationContext> gateway =
          threads.submit(() -> start(GatewayService.application(), settings));
      Future<ConfigurableApplicationContext> media =
          threads.submit(() -> start(MediaService.application(), settings));
      ExecutionException failure = null;
      for (var future : List.of(dedup, ingest, gateway, media)) {
        try {
          started.add(future.get());
        } catch (ExecutionException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
      return new Services(
          List.of(ingest.get(), dedup.get(), media.get(), persistence, gateway.get()));
    } catch (Exception e) {
      log.error("A service did not start", e);
      started.forEach(ConfigurableApplicationContext::close);
      throw new StartFailure("A service did not start: " + rootCause(e).getMessage(), e);
    }
  }

  @Override
  public void close() {
    inStopOrder.forEach(ConfigurableApplicationContext::close);
  }

  private static ConfigurableApplicationContext start(
      SpringApplicationBuilder application, Map<String, Object> settings) {
    return application
        .registerShutdownHook(false)
        .properties(settings)
        .initializers(context -> giveEventLoops((GenericApplicationContext) context))
        .run();
  }

  /// Spring's servers share the event loops of the JVM, and the first one that stops would take
  /// them from the others.
  private static void giveEventLoops(GenericApplicationContext context) {
    context.addBeanFactoryPostProcessor(beans -> {
      for (String name : beans.getBeanNamesForType(ReactorResourceFactory.class, true, false)) {
        beans.getBeanDefinition(name).getPropertyValues().add("useGlobalResources", false);
      }
    });
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
