package io.awfar.simulator.fault;

import io.awfar.simulator.payload.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// The faults in force; more can be added and ended while calls come in.
public final class Faults {

  /// Most that can be in force.
  public static final int FAULTS_MAX = 1000;

  private final long seed;
  private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();

  /// No faults yet; with the same seed the same calls meet them.
  public Faults(long seed) {
    this.seed = seed;
  }

  /// From now on this goes wrong.
  ///
  /// @return the number by which it can be ended
  /// @throws IllegalArgumentException if there are too many
  public synchronized long add(Fault fault) {
    if (active.size() >= FAULTS_MAX) {
      throw new IllegalArgumentException("there are " + FAULTS_MAX + " faults already");
    }
    long id = ids.incrementAndGet();
    active.add(new ActiveFault(id, fault, new AtomicLong(), new AtomicLong()));
    return id;
  }

  /// Ends one.
  ///
  /// @return false if there is none with this number
  public boolean remove(long id) {
    return active.removeIf(fault -> fault.id() == id);
  }

  /// Ends all.
  public void clear() {
    active.clear();
  }

  /// Those in force and those that are over but not ended, in the order they came.
  public List<ActiveFault> all() {
    return List.copyOf(active);
  }

  /// What becomes of this call.
  public Disturbance disturbance(CallFacts call) {
    return disturbance(call, Optional.empty());
  }

  /// What becomes of this call.
  ///
  /// @param first a fault of its own, before those in force
  public Disturbance disturbance(CallFacts call, Optional<Fault> first) {
    if (active.isEmpty() && first.isEmpty()) {
      return Disturbance.NONE;
    }
    List<Fault> met = new ArrayList<>();
    first.ifPresent(met::add);
    for (ActiveFault fault : active) {
      if (fault.meets(call, seed)) {
        met.add(fault.fault());
      }
    }
    return Disturbance.of(met, Draw.of(seed, ~calls.getAndIncrement()));
  }
}
