package io.awfar.schemas.topic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The partition in which Kafka's producers put a key, for whoever asks about a key without writing
/// it. It is murmur2 of the key's bytes; Kafka's own code for that is no public interface.
public final class KeyPartition {

  private static final int SEED = 0x9747b28c;
  private static final int FACTOR = 0x5bd1e995;

  private KeyPartition() {}

  /// @param partitions of the topic
  public static int of(String key, int partitions) {
    return (murmur2(key.getBytes(StandardCharsets.UTF_8)) & Integer.MAX_VALUE) % partitions;
  }

  /// With the seed that Kafka takes.
  static int murmur2(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    int hash = SEED ^ key.length;
    while (bytes.remaining() >= Integer.BYTES) {
      int word = bytes.getInt() * FACTOR;
      hash = (hash * FACTOR) ^ ((word ^ (word >>> 24)) * FACTOR);
    }
    if (bytes.hasRemaining()) {
      for (int shift = 0; bytes.hasRemaining(); shift += Byte.SIZE) {
        hash ^= Byte.toUnsignedInt(bytes.get()) << shift;
      }
      hash *= FACTOR;
    }
    hash = (hash ^ (hash >>> 13)) * FACTOR;
    return hash ^ (hash >>> 15);
  }
}
