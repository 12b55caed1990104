package io.awfar.dedup.seen;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// A set of fingerprints, each with the generation it came in, outside of the heap.
///
/// It is split by the first byte of the fingerprint into tables that grow by themselves, so that no
/// growth and no forgetting copies more than a 256th of it, or holds more than that twice.
final class FingerprintSet {

  private static final int TABLES = 256;
  private static final int BITS_OF_TABLE = 8;

  /// A fingerprint where it is written: both halves, big-endian.
  static final int EVENT_BYTES = 2 * Long.BYTES;

  private final Generations generations;
  private final FingerprintTable[] tables = new FingerprintTable[TABLES];
  private long newestMillis = Long.MIN_VALUE;
  private long newest = Long.MIN_VALUE;
  private long nextBeginsMillis = Long.MIN_VALUE;

  FingerprintSet(SeenMemory memory, Generations generations) {
    this.generations = generations;
    Arrays.setAll(tables, i -> new FingerprintTable(memory, generations.kept()));
  }

  /// The newest time so far.
  long newestMillis() {
    return newestMillis;
  }

  /// Whether this time is of a newer generation than the newest.
  boolean beginsGeneration(long millis) {
    return millis >= nextBeginsMillis;
  }

  /// Whether nothing that is remembered would be known any more at this time.
  boolean endsMemory(long millis) {
    return newest != Long.MIN_VALUE
        && generations.at(millis) - newest > generations.kept()
        && size() > 0;
  }

  /// Forgets what is too old at this time, if it is newer than the newest.
  void advanceTo(long millis) {
    newestMillis = Math.max(newestMillis, millis);
    if (beginsGeneration(millis)) {
      newest = generations.at(millis);
      nextBeginsMillis = generations.beginMillis(newest + 1);
    }
  }

  /// A look-up alone, which the benchmark measures.
  boolean contains(Fingerprint event) {
    return table(event).contains(word(event), event.low(), newest);
  }

  /// Adds a fingerprint to the newest generation, unless it is contained already.
  ///
  /// @return whether it was added
  boolean add(Fingerprint event) {
    return table(event).add(word(event), event.low(), newest);
  }

  /// Puts many fingerprints into the newest generation, also those that an older one contains,
  /// table after table: each table stays in the processor's cache while its share is put, where one
  /// by one most would wait for memory.
  ///
  /// @param chunks of [#EVENT_BYTES] for each fingerprint
  void putAll(List<byte[]> chunks) {
    int[] ends = endsOfTables(chunks);
    long[] sorted = new long[2 * ends[TABLES - 1]];
    for (byte[] chunk : chunks) {
      ByteBuffer fingerprints = ByteBuffer.wrap(chunk);
      for (int at = 0; at + EVENT_BYTES <= chunk.length; at += EVENT_BYTES) {
        int to = 2 * --ends[Byte.toUnsignedInt(chunk[at])];
        sorted[to] = fingerprints.getLong(at);
        sorted[to + 1] = fingerprints.getLong(at + Long.BYTES);
      }
    }
    for (int i = 0; i < sorted.length; i += 2) {
      Fingerprint event = new Fingerprint(sorted[i], sorted[i + 1]);
      table(event).put(word(event), event.low(), newest);
    }
  }

  /// Where the share of each table ends when the fingerprints are sorted by table.
  private static int[] endsOfTables(List<byte[]> chunks) {
    int[] ends = new int[TABLES];
    for (byte[] chunk : chunks) {
      for (int at = 0; at + EVENT_BYTES <= chunk.length; at += EVENT_BYTES) {
        ends[Byte.toUnsignedInt(chunk[at])]++;
      }
    }
    for (int table = 1; table < TABLES; table++) {
      ends[table] += ends[table - 1];
    }
    return ends;
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
    newestMillis = Long.MIN_VALUE;
    newest = Long.MIN_VALUE;
    nextBeginsMillis = Long.MIN_VALUE;
  }

  private FingerprintTable table(Fingerprint event) {
    return tables[(int) (event.high() >>> (Long.SIZE - BITS_OF_TABLE))];
  }

  /// The table says the first byte, so the last one of this is free for the generation.
  private static long word(Fingerprint event) {
    return event.high() << BITS_OF_TABLE;
  }
}
