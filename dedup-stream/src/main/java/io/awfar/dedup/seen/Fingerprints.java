package io.awfar.dedup.seen;

import io.awfar.schemas.id.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/// Computes fingerprints; for one thread.
public final class Fingerprints {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final MessageDigest sha256 = Sha256.newDigest();
  private final byte[] digest = new byte[sha256.getDigestLength()];

  /// The fingerprint of an identity.
  public Fingerprint of(String identity) {
    sha256.update(identity.getBytes(StandardCharsets.UTF_8));
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("the array is as long as the digest", e);
    }
    return new Fingerprint((long) LONGS.get(digest, 0), (long) LONGS.get(digest, Long.BYTES));
  }
}
