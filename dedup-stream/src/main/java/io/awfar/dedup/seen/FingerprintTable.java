package io.awfar.dedup.seen;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Fingerprints of one first byte, by open addressing with linear probing.
///
/// A slot is 16 bytes: 56 bits of the fingerprint with the stamp of its generation in the last
/// byte, then the other 64. Growth by a quarter keeps the load between 53 and 67 percent, which is
/// 24 to 30 bytes an event; a small table doubles, for it is soon full again. A table forgets old
/// generations when it is first used in a new one, all of them at once.
final class FingerprintTable {

  private static final int SLOT_BYTES = 2 * Long.BYTES;
  private static final int CAPACITY_MIN = 16;
  private static final int DOUBLED_UP_TO = 256;

  /// Stamps are 1 to 255; 0 is an empty slot. More generations are never kept.
  private static final int STAMPS = 255;

  private static final long STAMP_MASK = 0xFF;

  private final SeenMemory memory;
  private final int kept;
  private @Nullable MemorySegment slots;
  private int capacity;
  private int size;
  private long newest = Long.MIN_VALUE;

  FingerprintTable(SeenMemory memory, int kept) {
    this.memory = memory;
    this.kept = kept;
  }

  int size() {
    return size;
  }

  boolean contains(long word, long low, long generation) {
    forgetOlder(generation);
    return slots != null && stampAt(slots, find(slots, word, low)) != 0;
  }

  /// Adds a fingerprint to a generation, unless it is contained already.
  ///
  /// @return whether it was added
  boolean add(long word, long low, long generation) {
    forgetOlder(generation);
    MemorySegment slots = roomForOneMore();
    long slot = find(slots, word, low);
    if (stampAt(slots, slot) != 0) {
      return false;
    }
    set(slots, slot, word | stamp(generation), low);
    size++;
    memory.remembered(1);
    return true;
  }

  void clear() {
    memory.remembered(-size);
    if (slots != null) {
      memory.giveBack(slots);
    }
    slots = null;
    capacity = 0;
    size = 0;
  }

  private MemorySegment roomForOneMore() {
    if (slots == null || size + 1 > capacity * 2L / 3) {
      int more = capacity < DOUBLED_UP_TO ? capacity : capacity / 4;
      rebuild(Math.max(CAPACITY_MIN, capacity + more));
    }
    if (slots == null) {
      throw new IllegalStateException("a rebuilt table has slots");
    }
    return slots;
  }

  private void forgetOlder(long generation) {
    if (generation == newest) {
      return;
    }
    long age = newest == Long.MIN_VALUE ? 0 : generation - newest;
    newest = generation;
    if (age > kept) {
      clear();
    } else if (size > 0) {
      int alive = alive();
      if (alive == 0) {
        clear();
      } else if (alive < size) {
        memory.remembered(alive - size);
        size = alive;
        rebuild(Math.max(CAPACITY_MIN, (int) Math.ceilDiv(alive * 7L, 4)));
      }
    }
  }

  private int alive() {
    MemorySegment from = slots;
    int alive = 0;
    for (long slot = 0; from != null && slot < capacity; slot++) {
      if (isAlive(from, slot)) {
        alive++;
      }
    }
    return alive;
  }

  private boolean isAlive(MemorySegment from, long slot) {
    long stamp = stampAt(from, slot);
    return stamp != 0 && Math.floorMod(stamp(newest) - stamp, STAMPS) <= kept;
  }

  private void rebuild(int newCapacity) {
    MemorySegment from = slots;
    int oldCapacity = capacity;
    MemorySegment to = memory.take((long) newCapacity * SLOT_BYTES);
    slots = to;
    capacity = newCapacity;
    for (long slot = 0; from != null && slot < oldCapacity; slot++) {
      if (isAlive(from, slot)) {
        long at = slot * SLOT_BYTES;
        long stamped = from.get(ValueLayout.JAVA_LONG, at);
        long low = from.get(ValueLayout.JAVA_LONG, at + Long.BYTES);
        set(to, find(to, stamped, low), stamped, low);
      }
    }
    if (from != null) {
      memory.giveBack(from);
    }
  }

  private static void set(MemorySegment slots, long slot, long stamped, long low) {
    long at = slot * SLOT_BYTES;
    slots.set(ValueLayout.JAVA_LONG, at, stamped);
    slots.set(ValueLayout.JAVA_LONG, at + Long.BYTES, low);
  }

  /// The slot of a fingerprint, or the empty one where it belongs.
  private long find(MemorySegment slots, long word, long low) {
    // Without the stamp, whose carry could move the product to the next slot.
    long slot = Math.unsignedMultiplyHigh(word & ~STAMP_MASK, capacity);
    while (true) {
      long at = slot * SLOT_BYTES;
      long stored = slots.get(ValueLayout.JAVA_LONG, at);
      boolean empty = (stored & STAMP_MASK) == 0;
      boolean same =
          (stored ^ word) >>> Byte.SIZE == 0
              && slots.get(ValueLayout.JAVA_LONG, at + Long.BYTES) == low;
      if (empty || same) {
        return slot;
      }
      slot = slot + 1 == capacity ? 0 : slot + 1;
    }
  }

  private static long stampAt(MemorySegment slots, long slot) {
    return slots.get(ValueLayout.JAVA_LONG, slot * SLOT_BYTES) & STAMP_MASK;
  }

  private static long stamp(long generation) {
    return Math.floorMod(generation, STAMPS) + 1;
  }
}
