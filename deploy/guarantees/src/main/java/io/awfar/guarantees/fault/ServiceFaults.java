package io.awfar.guarantees.fault;

import io.awfar.guarantees.deployment.Deployment;
import io.awfar.guarantees.deployment.Health;
import io.awfar.guarantees.deployment.Instance;
import io.awfar.guarantees.deployment.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// What happens to instances of services. One thing at a time to each.
final class ServiceFaults {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final Duration READY_PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Deployment deployment;
  private final ForcedStops forcedStops;
  private final Consumer<String> console;

  ServiceFaults(Deployment deployment, ForcedStops forcedStops, Consumer<String> console) {
    this.deployment = deployment;
    this.forcedStops = forcedStops;
    this.console = console;
  }

  void kill(Fault.Kill kill) throws IOException, InterruptedException {
    ServiceProcess service = deployment.service(kill.instance());
    service.handling().lock();
    try {
      console.accept(kill.toString());
      service.kill();
      Thread.sleep(kill.down());
      service.start();
      console.accept("   over: " + kill);
    } finally {
      service.handling().unlock();
    }
  }

  void freeze(Fault.Freeze freeze) throws IOException, InterruptedException {
    ServiceProcess service = deployment.service(freeze.instance());
    service.handling().lock();
    try {
      console.accept(freeze.toString());
      service.freeze();
      Thread.sleep(freeze.length());
      service.thaw();
      console.accept("   over: " + freeze);
    } finally {
      service.handling().unlock();
    }
  }

  /// @return why it was not done, empty if it was
  Optional<String> fillDisk(Fault.FullDisk full) throws IOException, InterruptedException {
    ServiceProcess service = deployment.service(full.instance());
    service.handling().lock();
    try {
      if (!service.hasSmallDisk()) {
        return Optional.of("not permitted on this machine");
      }
      if (!service.isAlive()) {
        return Optional.of("its process has just ended");
      }
      if (!service.hasMountedSmallDisk()) {
        return Optional.of("its process has just begun");
      }
      console.accept(full.toString());
      service.fillDisk();
      Thread.sleep(full.length());
      // It may have given up meanwhile, and its disk with it.
      if (service.isAlive()) {
        service.freeDisk();
      }
      console.accept("   over: " + full);
      return Optional.empty();
    } finally {
      service.handling().unlock();
    }
  }

  /// As a careful operator does it: the next one when this one is ready, or when it takes too long.
  void restartAll() throws IOException, InterruptedException {
    console.accept(new Fault.RollingRestart().toString());
    try (Health health = new Health()) {
      for (Instance instance : Instance.all()) {
        restart(deployment.service(instance), health);
      }
    }
    console.accept("   over: " + new Fault.RollingRestart());
  }

  private void restart(ServiceProcess service, Health health)
      throws IOException, InterruptedException {
    service.handling().lock();
    try {
      console.accept("restart " + service.instance());
      if (!service.terminate(STOP_PATIENCE)) {
        forcedStops.add(service.instance().toString());
      }
      service.start();
    } finally {
      service.handling().unlock();
    }
    long deadline = System.nanoTime() + READY_PATIENCE.toNanos();
    while (!health.isReady(service) && System.nanoTime() < deadline) {
      Thread.sleep(POLL);
    }
  }
}
