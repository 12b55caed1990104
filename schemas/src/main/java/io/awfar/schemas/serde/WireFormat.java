package io.awfar.schemas.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/// The five bytes before the Avro binary in Confluent's wire format.
final class WireFormat {

  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 1 + Integer.BYTES;

  private WireFormat() {}

  /// @throws SerializationException if the bytes do not begin as the format says
  static int schemaId(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new SerializationException(
          "Only %d bytes, too short for a schema id".formatted(bytes.length));
    }
    if (bytes[0] != MAGIC) {
      throw new SerializationException("First byte is %d, not 0".formatted(bytes[0]));
    }
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }
}
