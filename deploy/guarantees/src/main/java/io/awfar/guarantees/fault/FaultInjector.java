package io.awfar.guarantees.fault;

import io.awfar.guarantees.deployment.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Brings the faults of a schedule about, each at its time and until its end. Where the pace lets
/// one wait, those after it come as much later.
public final class FaultInjector {

  private final ForcedStops forcedStops;
  private final ServiceFaults services;
  private final ServerFaults servers;
  private final Pace pace;
  private final Consumer<String> console;

  /// @param console gets a line at the beginning and the end of each fault
  public FaultInjector(Deployment deployment, Pace pace, Consumer<String> console) {
    this.forcedStops = new ForcedStops(console);
    this.services = new ServiceFaults(deployment, forcedStops, console);
    this.servers = new ServerFaults(deployment, forcedStops);
    this.pace = pace;
    this.console = console;
  }

  /// Returns when the last fault has ended and everything was started again.
  ///
  /// @return what became of each, in the order of the schedule
  /// @throws IllegalStateException if a fault could not be brought about or healed
  public InjectedFaults run(List<PlannedFault> schedule) throws InterruptedException {
    long startNanos = System.nanoTime();
    Duration late = Duration.ZERO;
    List<Future<InjectedFault>> underWay = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (PlannedFault planned : schedule) {
        long wait = startNanos + planned.at().plus(late).toNanos() - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
        late = late.plus(pace.await(planned.at()));
        underWay.add(threads.submit(() -> inject(planned)));
      }
      List<InjectedFault> faults = new ArrayList<>();
      for (Future<InjectedFault> fault : underWay) {
        faults.add(fault.get());
      }
      return new InjectedFaults(faults, forcedStops.counts());
    } catch (ExecutionException e) {
      throw new IllegalStateException("A fault did not go as planned", e.getCause());
    }
  }

  private InjectedFault inject(PlannedFault planned) throws Exception {
    Optional<String> leftOut = apply(planned.fault());
    leftOut.ifPresent(reason -> console.accept(reason + ", left out: " + planned.fault()));
    return new InjectedFault(planned, leftOut);
  }

  /// @return why it was left out, empty if it was not
  private Optional<String> apply(Fault fault) throws Exception {
    switch (fault) {
      case Fault.Kill kill -> services.kill(kill);
      case Fault.Freeze freeze -> services.freeze(freeze);
      case Fault.FullDisk full -> {
        return services.fillDisk(full);
      }
      case Fault.RollingRestart restart -> services.restartAll();
      case Fault.Outage outage -> {
        console.accept(outage.toString());
        servers.outage(outage);
        console.accept("   over: " + outage);
      }
      case Fault.Delay delay -> {
        console.accept(delay.toString());
        servers.delay(delay);
        console.accept("   over: " + delay);
      }
      case Fault.Stall stall -> {
        console.accept(stall.toString());
        servers.stall(stall);
        console.accept("   over: " + stall);
      }
    }
    return Optional.empty();
  }
}
