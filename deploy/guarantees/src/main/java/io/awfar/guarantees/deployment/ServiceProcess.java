package io.awfar.guarantees.deployment;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An instance of a service through all its lives.
public final class ServiceProcess {

  private final Launch launch;
  private final URI management;
  private final ReentrantLock handling = new ReentrantLock();
  private volatile @Nullable Process process;
  private volatile Life life = new Life(System.nanoTime());
  private boolean ended;

  ServiceProcess(Launch launch, URI management) {
    this.launch = launch;
    this.management = management;
  }

  public Instance instance() {
    return launch.instance();
  }

  /// Base url of its management port.
  public URI management() {
    return management;
  }

  /// Held by whoever does something to the process, so that two things do not happen to it at once.
  public ReentrantLock handling() {
    return handling;
  }

  /// Starts it, unless the run has ended.
  public synchronized void start() throws IOException {
    if (!ended) {
      process = launch.start();
      life = new Life(System.nanoTime());
    }
  }

  /// Kills it for good.
  synchronized void end() throws InterruptedException {
    ended = true;
    kill();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /// Its life since the last start. Only for whoever holds [#handling()].
  Life life() {
    return life;
  }

  /// The status that it ended with.
  public int exitStatus() {
    return process == null ? 0 : process.exitValue();
  }

  public void kill() throws InterruptedException {
    if (process != null) {
      int unused = process.destroyForcibly().waitFor();
    }
  }

  /// Asks it to end.
  ///
  /// @return false if it had to be killed in the end
  public boolean terminate(Duration patience) throws InterruptedException {
    if (process == null) {
      return true;
    }
    process.destroy();
    if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    kill();
    return false;
  }

  /// Takes all its processor time away.
  public void freeze() throws IOException, InterruptedException {
    Signal.STOP.send(pid());
  }

  public void thaw() throws IOException, InterruptedException {
    Signal.CONT.send(pid());
  }

  /// Whether its disk can be filled up on this machine.
  public boolean hasSmallDisk() {
    return launch.smallDisk();
  }

  /// Whether it has come so far that filling its disk fills nothing else.
  public boolean hasMountedSmallDisk() {
    return SmallDisk.isMounted(pid(), launch.state());
  }

  public void fillDisk() throws IOException {
    SmallDisk.fill(pid(), launch.state());
  }

  public void freeDisk() throws IOException {
    SmallDisk.free(pid(), launch.state());
  }

  private long pid() {
    return process == null ? -1 : process.pid();
  }
}
