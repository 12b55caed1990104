package io.awfar.dedup.seen;

import io.awfar.schemas.id.Sha256;
import java.nio.ByteBuffer;

/// 128 bits of the SHA-256 of an event's identity: what is remembered of it.
///
/// Among a trillion events, the chance that any two share a fingerprint is about one in 10^15.
public record Fingerprint(long high, long low) {

  static final int BYTES = 2 * Long.BYTES;

  /// The fingerprint of an identity.
  public static Fingerprint of(String identity) {
    ByteBuffer digest = ByteBuffer.wrap(Sha256.digest(identity));
    return new Fingerprint(digest.getLong(), digest.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }
}
