package io.awfar.guarantees.fault;

import java.time.Duration;

/// A fault and its time.
///
/// @param at counted from the first webhook, without the time that earlier faults had to wait
public record PlannedFault(Duration at, Kind kind, Fault fault) {

  @Override
  public String toString() {
    return "at %s: %s".formatted(Seconds.of(at), fault);
  }
}
