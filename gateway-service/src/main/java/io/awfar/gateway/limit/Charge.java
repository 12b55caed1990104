package io.awfar.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;

/// What came of counting a request.
///
/// @param at where it was counted
/// @param taken whether there was room for it
/// @param remaining further requests that have room in this window
/// @param resetSeconds until the next window begins, rounded up
record Charge(Buckets at, BucketKey key, boolean taken, long remaining, long resetSeconds) {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  static Charge of(Buckets at, BucketKey key, ConsumptionProbe probe) {
    return new Charge(
        at,
        key,
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Math.ceilDiv(probe.getNanosToWaitForReset(), NANOS_PER_SECOND));
  }

  Charge givenBack() {
    return new Charge(at, key, taken, remaining + 1, resetSeconds);
  }
}
