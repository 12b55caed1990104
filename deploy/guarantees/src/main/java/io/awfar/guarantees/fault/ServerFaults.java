package io.awfar.guarantees.fault;

import io.awfar.guarantees.deployment.Broker;
import io.awfar.guarantees.deployment.Deployment;
import io.awfar.guarantees.deployment.Postgres;
import io.awfar.guarantees.fault.Fault.Manner;
import io.awfar.guarantees.fault.Fault.Server;
import io.awfar.guarantees.fault.Fault.Wire;
import io.awfar.guarantees.network.TcpProxy;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/// What happens to servers and to the wires to them. One thing at a time to each.
final class ServerFaults {

  private final Deployment deployment;
  private final ForcedStops forcedStops;
  private final Map<Server, ReentrantLock> servers = new EnumMap<>(Server.class);
  private final Map<Wire, ReentrantLock> wires = new EnumMap<>(Wire.class);

  ServerFaults(Deployment deployment, ForcedStops forcedStops) {
    this.deployment = deployment;
    this.forcedStops = forcedStops;
    for (Server server : Server.values()) {
      servers.put(server, new ReentrantLock(true));
    }
    for (Wire wire : Wire.values()) {
      wires.put(wire, new ReentrantLock(true));
    }
  }

  void outage(Fault.Outage outage) throws IOException, InterruptedException {
    ReentrantLock lock = Objects.requireNonNull(servers.get(outage.server()));
    lock.lock();
    try {
      switch (outage.server()) {
        case BROKER -> {
          Broker broker = deployment.broker();
          if (outage.manner() == Manner.KILL) {
            broker.kill();
          } else if (!broker.stop()) {
            forcedStops.add(outage.server().toString());
          }
          Thread.sleep(outage.down());
          broker.start();
        }
        case POSTGRES -> {
          Postgres postgres = deployment.postgres();
          if (outage.manner() == Manner.KILL) {
            postgres.kill();
          } else if (!postgres.stop()) {
            forcedStops.add(outage.server().toString());
          }
          Thread.sleep(outage.down());
          postgres.start();
        }
        case REGISTRY -> {
          deployment.registry().stop();
          Thread.sleep(outage.down());
          deployment.registry().start();
        }
        case OBJECT_STORE -> {
          deployment.objects().stop();
          Thread.sleep(outage.down());
          deployment.objects().start();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void delay(Fault.Delay delay) throws InterruptedException {
    ReentrantLock lock = Objects.requireNonNull(wires.get(delay.wire()));
    lock.lock();
    try {
      wire(delay.wire()).delay(delay.each());
      Thread.sleep(delay.length());
      wire(delay.wire()).heal();
    } finally {
      lock.unlock();
    }
  }

  void stall(Fault.Stall stall) throws InterruptedException {
    ReentrantLock lock = Objects.requireNonNull(wires.get(stall.wire()));
    lock.lock();
    try {
      wire(stall.wire()).stall();
      Thread.sleep(stall.length());
      wire(stall.wire()).heal();
    } finally {
      lock.unlock();
    }
  }

  private TcpProxy wire(Wire wire) {
    return switch (wire) {
      case BROKER -> deployment.brokerWire();
      case POSTGRES -> deployment.postgresWire();
    };
  }
}
