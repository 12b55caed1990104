package io.awfar.dedup.seen;

import java.util.Arrays;

/// A set of fingerprints, each with the generation it came in, outside of the heap.
///
/// It is split by the first byte of the fingerprint into tables that grow by themselves, so that no
/// growth copies or doubles more than a 256th of it.
final class FingerprintSet {

  private static final int TABLES = 256;
  private static final int BITS_OF_TABLE = 8;

  private final FingerprintTable[] tables = new FingerprintTable[TABLES];
  private long newest = Long.MIN_VALUE;

  /// @param kept how many generations before the newest are remembered
  FingerprintSet(SeenMemory memory, int kept) {
    Arrays.setAll(tables, i -> new FingerprintTable(memory, kept));
  }

  /// The newest generation so far.
  long newest() {
    return newest;
  }

  /// Forgets what is too old beside this generation, if it is newer than the newest.
  void advanceTo(long generation) {
    newest = Math.max(newest, generation);
  }

  boolean contains(Fingerprint event) {
    return table(event).contains(word(event), event.low(), newest);
  }

  /// Adds a fingerprint to the newest generation, unless it is contained already.
  ///
  /// @return whether it was added
  boolean add(Fingerprint event) {
    return table(event).add(word(event), event.low(), newest);
  }

  long size() {
    long size = 0;
    for (FingerprintTable table : tables) {
      size += table.size();
    }
    return size;
  }

  void clear() {
    for (FingerprintTable table : tables) {
      table.clear();
    }
    newest = Long.MIN_VALUE;
  }

  private FingerprintTable table(Fingerprint event) {
    return tables[(int) (event.high() >>> (Long.SIZE - BITS_OF_TABLE))];
  }

  /// The table says the first byte, so the last one of this is free for the generation.
  private static long word(Fingerprint event) {
    return event.high() << BITS_OF_TABLE;
  }
}
