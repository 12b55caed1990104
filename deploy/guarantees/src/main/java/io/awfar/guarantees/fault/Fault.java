package io.awfar.guarantees.fault;

import io.awfar.guarantees.deployment.Instance;
import java.time.Duration;

/// Something that goes wrong.
public sealed interface Fault {

  /// An instance is killed without a chance to tidy up, and started again after a while.
  record Kill(Instance instance, Duration down) implements Fault {
    @Override
    public String toString() {
      return "kill -9 %s, started again after %s".formatted(instance, Seconds.of(down));
    }
  }

  /// An instance gets no processor time for a while. If that is longer than its session, others
  /// take its work over, and it wakes up not knowing.
  record Freeze(Instance instance, Duration length) implements Fault {
    @Override
    public String toString() {
      return "freeze %s for %s".formatted(instance, Seconds.of(length));
    }
  }

  /// A server goes away and comes back.
  record Outage(Server server, Manner manner, Duration down) implements Fault {
    @Override
    public String toString() {
      return "%s %s, started again after %s"
          .formatted(manner.words, server.words, Seconds.of(down));
    }
  }

  /// Every byte between the services and a server takes longer.
  record Delay(Wire wire, Duration each, Duration length) implements Fault {
    @Override
    public String toString() {
      return "delay all bytes to and from %s by %d ms for %s"
          .formatted(wire.words, each.toMillis(), Seconds.of(length));
    }
  }

  /// No byte gets through between the services and a server, and no connection is closed.
  record Stall(Wire wire, Duration length) implements Fault {
    @Override
    public String toString() {
      return "hold back all bytes to and from %s for %s".formatted(wire.words, Seconds.of(length));
    }
  }

  /// An instance cannot write a byte to the folder that is its own.
  record FullDisk(Instance instance, Duration length) implements Fault {
    @Override
    public String toString() {
      return "fill the disk of %s for %s".formatted(instance, Seconds.of(length));
    }
  }

  /// All instances are stopped in order and started again, one after the other.
  record RollingRestart() implements Fault {
    @Override
    public String toString() {
      return "rolling restart of all services";
    }
  }

  /// What can have an outage.
  enum Server {
    BROKER("the broker"),
    POSTGRES("PostgreSQL"),
    REGISTRY("the schema registry"),
    OBJECT_STORE("the object store");

    private final String words;

    Server(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /// How an outage begins.
  enum Manner {
    STOP("stop"),
    KILL("kill -9");

    private final String words;

    Manner(String words) {
      this.words = words;
    }
  }

  /// What lies between the services and a server.
  enum Wire {
    BROKER("the broker"),
    POSTGRES("PostgreSQL");

    private final String words;

    Wire(String words) {
      this.words = words;
    }
  }
}
