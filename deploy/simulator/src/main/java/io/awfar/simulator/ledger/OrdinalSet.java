package io.awfar.simulator.ledger;

import java.util.HashMap;
import java.util.Map;

/// A set of ordinals at one bit each, so that exact counts stay affordable for any number of
/// events.
final class OrdinalSet {

  private static final int PAGE_BITS = 1 << 16;

  private final Map<Long, long[]> pages = new HashMap<>();

  /// True if it was not in the set before.
  boolean add(long ordinal) {
    long[] page = pages.computeIfAbsent(ordinal / PAGE_BITS, key -> new long[PAGE_BITS / 64]);
    int bit = (int) (ordinal % PAGE_BITS);
    long mask = 1L << bit;
    boolean added = (page[bit / 64] & mask) == 0;
    page[bit / 64] |= mask;
    return added;
  }
}
