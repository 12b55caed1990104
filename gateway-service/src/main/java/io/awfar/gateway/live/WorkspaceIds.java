package io.awfar.gateway.live;

import io.awfar.schemas.channel.ChannelDeletion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Reads which workspace a record belongs to, and nothing else of it: most records are of
/// workspaces that nobody listens to at this gateway.
///
/// In all versions of the contracts the workspace is the first or second member, and members are
/// added at the end alone. Of a tombstone a header says it.
final class WorkspaceIds {

  /// The byte 0 and the id of the schema.
  private static final int HEADER_BYTES = 5;

  private static final int UUID_CHARS = 36;

  private WorkspaceIds() {}

  /// @return null if it is no record of the topic
  static @Nullable UUID of(LiveTopic topic, ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null
        ? ChannelDeletion.of(record.headers()).map(ChannelDeletion::ownerId).orElse(null)
        : of(topic, record.value());
  }

  /// @param value in Confluent's wire format
  /// @return null if it is no record of the topic
  static @Nullable UUID of(LiveTopic topic, byte[] value) {
    if (value.length < HEADER_BYTES) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value).position(HEADER_BYTES);
    for (int i = 0; i < topic.textsBeforeOwner(); i++) {
      int length = length(bytes);
      if (length < 0 || length > bytes.remaining()) {
        return null;
      }
      bytes.position(bytes.position() + length);
    }
    return length(bytes) == UUID_CHARS && bytes.remaining() >= UUID_CHARS
        ? uuid(new String(value, bytes.position(), UUID_CHARS, StandardCharsets.ISO_8859_1))
        : null;
  }

  /// Avro's form of a number, the sign in the lowest bit.
  ///
  /// @return -1 if there is none, or more than one of an `int`
  private static int length(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; shift <= Integer.SIZE && bytes.hasRemaining(); shift += 7) {
      byte next = bytes.get();
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        long length = (number >>> 1) ^ -(number & 1);
        return length >= 0 && length <= Integer.MAX_VALUE ? (int) length : -1;
      }
    }
    return -1;
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
