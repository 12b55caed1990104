package io.awfar.dedup.seen;

import java.lang.foreign.ValueLayout;

/// Fingerprints of one first byte, by open addressing with linear probing.
///
/// A slot is 16 bytes: 56 bits of the fingerprint with the stamp of its generation in the last
/// byte, then the other 64. Growth by a quarter keeps the load between 53 and 67 percent, which is
/// 24 to 30 bytes an event; a small table doubles, for it is soon full again. A table forgets old
/// generations when it is first used in a new one, all of them at once: what is left moves to new
/// slots, and as when it grows, old and new ones are held until it has.
///
/// There are thousands of tables, and every event is looked for in another one, so what a look-up
/// reads is on one cache line here and one or two of the slots: a table knows the address of its
/// slots instead of having a segment of its own.
final class FingerprintTable {

  private static final int SLOT_BYTES = 2 * Long.BYTES;
  private static final int CAPACITY_MIN = 16;
  private static final int DOUBLED_UP_TO = 256;

  /// Stamps are 1 to 255; 0 is an empty slot. More generations are never kept.
  private static final int STAMPS = 255;

  private static final long STAMP_MASK = 0xFF;

  /// Where no slots are.
  private static final long NOWHERE = 0;

  private final SeenMemory memory;
  private final int kept;
  private long slots = NOWHERE;
  private int capacity;
  private int size;
  private long newest = Long.MIN_VALUE;

  /// Nothing here is of an older generation, so that a new one need not be looked for in vain.
  private long oldest = Long.MAX_VALUE;

  FingerprintTable(SeenMemory memory, int kept) {
    this.memory = memory;
    this.kept = kept;
  }

  int size() {
    return size;
  }

  boolean contains(long word, long low, long generation) {
    forgetOlder(generation);
    return slots != NOWHERE && stampAt(find(word, low)) != 0;
  }

  /// Adds a fingerprint to a generation, unless it is contained already, which takes no room.
  ///
  /// @return whether it was added
  boolean add(long word, long low, long generation) {
    forgetOlder(generation);
    long slot = slots == NOWHERE ? NOWHERE : find(word, low);
    if (slot != NOWHERE && stampAt(slot) != 0) {
      return false;
    }
    if (size + 1 > capacity * 2L / 3) {
      int more = capacity < DOUBLED_UP_TO ? capacity : capacity / 4;
      rebuild(Math.max(CAPACITY_MIN, capacity + more), generation);
      slot = find(word, low);
    }
    set(slot, word | stamp(generation), low);
    oldest = size == 0 ? generation : oldest;
    size++;
    memory.remembered(1);
    return true;
  }

  /// Puts a fingerprint into a generation, also if an older one contains it.
  void put(long word, long low, long generation) {
    if (!add(word, low, generation)) {
      set(find(word, low), word | stamp(generation), low);
    }
  }

  void clear() {
    memory.remembered(-size);
    if (slots != NOWHERE) {
      memory.giveBack(slots, bytes(capacity));
    }
    slots = NOWHERE;
    capacity = 0;
    size = 0;
  }

  /// Where there is no memory for what is left, nothing has changed: the next use tries again.
  private void forgetOlder(long generation) {
    if (generation == newest) {
      return;
    }
    long age = newest == Long.MIN_VALUE ? 0 : generation - newest;
    if (age > kept) {
      forgetAll();
    } else if (size > 0 && oldest < generation - kept) {
      int alive = alive(generation);
      if (alive == 0) {
        forgetAll();
      } else if (alive < size) {
        rebuild(Math.max(CAPACITY_MIN, (int) Math.ceilDiv(alive * 7L, 4)), generation);
        memory.forgot(size - alive);
        size = alive;
      }
      oldest = generation - kept;
    }
    newest = generation;
  }

  private void forgetAll() {
    memory.forgot(size);
    size = 0;
    clear();
  }

  private int alive(long generation) {
    int alive = 0;
    for (long slot = slots; slot < end(slots, capacity); slot += SLOT_BYTES) {
      if (isAlive(slot, generation)) {
        alive++;
      }
    }
    return alive;
  }

  private boolean isAlive(long slot, long generation) {
    long stamp = stampAt(slot);
    return stamp != 0 && Math.floorMod(stamp(generation) - stamp, STAMPS) <= kept;
  }

  private void rebuild(int newCapacity, long generation) {
    long from = slots;
    int oldCapacity = capacity;
    slots = memory.take(bytes(newCapacity));
    capacity = newCapacity;
    for (long slot = from; slot < end(from, oldCapacity); slot += SLOT_BYTES) {
      if (isAlive(slot, generation)) {
        long stamped = longAt(slot);
        long low = longAt(slot + Long.BYTES);
        set(find(stamped, low), stamped, low);
      }
    }
    if (from != NOWHERE) {
      memory.giveBack(from, bytes(oldCapacity));
    }
  }

  /// The address of the slot of a fingerprint, or of the empty one where it belongs.
  private long find(long word, long low) {
    // Without the stamp, whose carry could move the product to the next slot.
    long slot = slots + bytes(Math.unsignedMultiplyHigh(word & ~STAMP_MASK, capacity));
    long end = end(slots, capacity);
    while (true) {
      long stored = longAt(slot);
      boolean empty = (stored & STAMP_MASK) == 0;
      boolean same = (stored ^ word) >>> Byte.SIZE == 0 && longAt(slot + Long.BYTES) == low;
      if (empty || same) {
        return slot;
      }
      slot = slot + SLOT_BYTES == end ? slots : slot + SLOT_BYTES;
    }
  }

  private static long end(long slots, int capacity) {
    return slots + bytes(capacity);
  }

  private static long bytes(long slots) {
    return slots * SLOT_BYTES;
  }

  private static void set(long slot, long stamped, long low) {
    SeenMemory.ALL.set(ValueLayout.JAVA_LONG, slot, stamped);
    SeenMemory.ALL.set(ValueLayout.JAVA_LONG, slot + Long.BYTES, low);
  }

  private static long longAt(long address) {
    return SeenMemory.ALL.get(ValueLayout.JAVA_LONG, address);
  }

  private static long stampAt(long slot) {
    return longAt(slot) & STAMP_MASK;
  }

  private static long stamp(long generation) {
    return Math.floorMod(generation, STAMPS) + 1;
  }
}
