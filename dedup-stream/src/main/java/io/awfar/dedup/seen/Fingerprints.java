package io.awfar.dedup.seen;

import io.awfar.schemas.id.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Computes fingerprints; for one thread.
public final class Fingerprints {

  private final MessageDigest sha256 = Sha256.newDigest();

  /// The fingerprint of an identity.
  public Fingerprint of(String identity) {
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(identity.getBytes(StandardCharsets.UTF_8)));
    return new Fingerprint(digest.getLong(), digest.getLong());
  }
}
