package io.awfar.guarantees.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Starts again what ends by itself or says that it must be, as any platform for services does.
public final class Orchestrator implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS_PER_PROBE = 6;

  private final Deployment deployment;
  private final Consumer<String> console;
  private final AtomicInteger restarts = new AtomicInteger();
  private final Thread thread;

  private Orchestrator(Deployment deployment, Consumer<String> console) {
    this.deployment = deployment;
    this.console = console;
    this.thread = Thread.ofVirtual().name("orchestrator").unstarted(this::run);
  }

  /// Watches from now on.
  public static Orchestrator start(Deployment deployment, Consumer<String> console) {
    Orchestrator orchestrator = new Orchestrator(deployment, console);
    orchestrator.thread.start();
    return orchestrator;
  }

  /// How often something was started again that no fault had ended.
  public int restarts() {
    return restarts.get();
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try (Health health = new Health()) {
      for (int poll = 1; ; poll++) {
        Thread.sleep(POLL);
        for (ServiceProcess service : deployment.services()) {
          look(service, health, poll % POLLS_PER_PROBE == 0);
        }
      }
    } catch (InterruptedException e) {
      // The end.
    } catch (IOException e) {
      // What stays down is no broken promise of what was started.
      throw new UncheckedIOException("a service cannot be started", e);
    }
  }

  private void look(ServiceProcess service, Health health, boolean probe)
      throws IOException, InterruptedException {
    // What a fault has in hand is down for a reason.
    if (!service.handling().tryLock()) {
      return;
    }
    try {
      if (!service.isAlive()) {
        console.accept(
            "%s ended by itself with status %d, started again"
                .formatted(service.instance(), service.exitStatus()));
        restarts.incrementAndGet();
        service.start();
      } else if (probe && service.life().mustEnd(health.liveness(service), System.nanoTime())) {
        console.accept(service.instance() + " says that it is not alive, started again");
        restarts.incrementAndGet();
        service.kill();
        service.start();
      }
    } finally {
      service.handling().unlock();
    }
  }
}
