package io.awfar.schemas.id;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/// UUIDs computed from what they name, so that a replay gives the same id and no look-up is needed
/// to find it.
///
/// They are version 8 of RFC 9562: 122 bits of a SHA-256, or 48 bits of time and 74 bits of it.
public final class StableId {

  private static final long TIME_MILLIS_MAX = (1L << 48) - 1;

  private StableId() {}

  /// The id of a message, rising with the time it was sent so that an index on it grows at its end.
  public static UUID message(UUID ownerId, String channelId, String waMessageId, Instant sentAt) {
    ByteBuffer hash = hash("message", ownerId, channelId + '|' + waMessageId);
    long millis = Math.clamp(sentAt.toEpochMilli(), 0L, TIME_MILLIS_MAX);
    return version8(millis << 16 | (hash.getLong() & 0xFFFFL), hash.getLong());
  }

  /// The id of a chat of a workspace.
  public static UUID chat(UUID ownerId, String waChatId) {
    return of("chat", ownerId, waChatId);
  }

  /// The id of a contact of a workspace.
  public static UUID contact(UUID ownerId, String waId) {
    return of("contact", ownerId, waId);
  }

  /// The id of a channel event.
  public static UUID channelEvent(UUID ownerId, String identity) {
    return of("channel-event", ownerId, identity);
  }

  private static UUID of(String kind, UUID ownerId, String name) {
    ByteBuffer hash = hash(kind, ownerId, name);
    return version8(hash.getLong(), hash.getLong());
  }

  private static ByteBuffer hash(String kind, UUID ownerId, String name) {
    return ByteBuffer.wrap(Sha256.digest(kind + '|' + ownerId + '|' + name));
  }

  private static UUID version8(long high, long low) {
    return new UUID(
        (high & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L, (low >>> 2) | 0x8000_0000_0000_0000L);
  }
}
