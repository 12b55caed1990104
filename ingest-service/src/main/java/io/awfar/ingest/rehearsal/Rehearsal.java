package io.awfar.ingest.rehearsal;

import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.WarmUp;
import io.awfar.ingest.webhook.WebhookDoor;
import io.awfar.ingest.webhook.WebhookDoors;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// Takes in made-up webhooks for a while, the whole way from a socket to Kafka's acknowledgement.
///
/// A JVM runs code slowly until it has compiled it, and compiles what it has seen run. So that real
/// webhooks do not wait for that, the same classes work for a door of their own: on a port and with
/// a secret that nobody else knows, and into a topic that nobody reads.
final class Rehearsal implements WarmUp {

  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

  /// Few, so that the compiler gets its share of the processors.
  private static final int CONNECTIONS = 16;

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration STOP_TIME_MAX = Duration.ofSeconds(2);

  private final Duration timeMax;
  private final WebhookDoors doors;
  private final EventPublisher publisher;

  Rehearsal(Duration timeMax, WebhookDoors doors, EventPublisher publisher) {
    this.timeMax = timeMax;
    this.doors = doors;
    this.publisher = publisher;
  }

  @Override
  public void run() throws InterruptedException {
    if (timeMax.isZero()) {
      return;
    }
    String secret = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    // Metrics of their own, or the made-up webhooks would count.
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    WebhookDoor door =
        doors.open(secret, publisher.rehearsing(RehearsalConfiguration.TOPIC, meters), meters);
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .route(routes -> routes.route(request -> true, door))
            .bindNow();
    try {
      long start = System.nanoTime();
      long accepted = send(new RehearsalWebhooks(secret), server.port());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      log.info("Rehearsed with {} webhooks in {} s", accepted, took.toSeconds());
    } finally {
      server.disposeNow(STOP_TIME_MAX);
      meters.close();
    }
  }

  /// How many were accepted until the compiler had nothing left to do, or the time was over.
  private long send(RehearsalWebhooks webhooks, int port) throws InterruptedException {
    AtomicLong accepted = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    // Closing it waits for all, and interrupts them if this thread is interrupted.
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        RehearsalSender sender = new RehearsalSender(webhooks, i, over::get);
        senders.execute(() -> accepted.addAndGet(sender.send(port)));
      }
      try {
        awaitCompiled();
      } finally {
        over.set(true);
      }
    }
    return accepted.get();
  }

  private void awaitCompiled() throws InterruptedException {
    Compiler compiler = new Compiler();
    long endNanos = System.nanoTime() + timeMax.toNanos();
    do {
      Thread.sleep(LOOK);
    } while (!compiler.rests() && System.nanoTime() < endNanos);
  }
}
