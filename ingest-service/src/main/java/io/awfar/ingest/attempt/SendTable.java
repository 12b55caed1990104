package io.awfar.ingest.attempt;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/// The offsets of commands by the ids of their sends, without an object for each.
final class SendTable {

  /// There is no such send; no command has this offset.
  static final long NONE = -1;

  private static final int SLOTS_MIN = 1 << 8;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /// High half of an id, its low half, and the offset, one after the other; a quarter of the slots
  /// at least is free.
  private long[] slots = empty(SLOTS_MIN);

  private int size;
  private Instant newest = Instant.MIN;

  int size() {
    return size;
  }

  /// When the newest send was met.
  Instant newest() {
    return newest;
  }

  /// The offset of the command of a send, [#NONE] if it is not known.
  long find(UUID sendId) {
    return slots[slot(sendId.getMostSignificantBits(), sendId.getLeastSignificantBits()) + 2];
  }

  /// Adds a send that is not known.
  void add(UUID sendId, long command, Instant at) {
    if (4 * (size + 1) > slots.length) {
      grow();
    }
    put(sendId.getMostSignificantBits(), sendId.getLeastSignificantBits(), command);
    size++;
    newest = at.isAfter(newest) ? at : newest;
  }

  private void put(long high, long low, long command) {
    int slot = slot(high, low);
    slots[slot] = high;
    slots[slot + 1] = low;
    slots[slot + 2] = command;
  }

  /// Where the send is, or is to be.
  private int slot(long high, long low) {
    int count = slots.length / 3;
    long hash = (high ^ low) * SPREAD;
    int index = (int) (hash >>> 32) & (count - 1);
    while (slots[3 * index + 2] != NONE
        && (slots[3 * index] != high || slots[3 * index + 1] != low)) {
      index = (index + 1) & (count - 1);
    }
    return 3 * index;
  }

  private void grow() {
    long[] before = slots;
    slots = empty(2 * before.length / 3);
    for (int i = 0; i < before.length; i += 3) {
      if (before[i + 2] != NONE) {
        put(before[i], before[i + 1], before[i + 2]);
      }
    }
  }

  private static long[] empty(int count) {
    long[] slots = new long[3 * count];
    Arrays.fill(slots, NONE);
    return slots;
  }
}
