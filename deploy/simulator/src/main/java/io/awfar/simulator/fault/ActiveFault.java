package io.awfar.simulator.fault;

import io.awfar.simulator.payload.Draw;
import java.util.concurrent.atomic.AtomicLong;

/// A fault that is in force, and whom it met.
///
/// @param id its number, by which it can be ended
public record ActiveFault(long id, Fault fault, AtomicLong matched, AtomicLong hit) {

  /// True if it meets this call, the nth that it could meet: the same seed spares the same calls.
  boolean meets(CallFacts call, long seed) {
    if (!fault.concerns(call) || hit.get() >= fault.times()) {
      return false;
    }
    long turn = matched.getAndIncrement();
    if (!Draw.of(seed, id, turn).chance(fault.share())) {
      return false;
    }
    return hit.getAndUpdate(n -> Math.min(n + 1, fault.times())) < fault.times();
  }

  /// Calls that it met.
  public long hits() {
    return hit.get();
  }
}
