package io.awfar.simulator.ledger;

import io.awfar.schemas.id.Sha256;
import java.nio.ByteBuffer;

/// 128 bits that tell one body from another.
record BodyHash(long high, long low) {

  static BodyHash of(byte[] body) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.newDigest().digest(body));
    return new BodyHash(hash.getLong(), hash.getLong());
  }
}
