package io.awfar.schemas.id;

import java.nio.charset.StandardCharsets;

/// Ids as long as an index of a database takes: a longer one, which WhatsApp has none of, is
/// replaced by its hash, so that it still tells its bearer from others.
public final class BoundedId {

  /// Longest id kept as it is, bytes of UTF-8. User ids have up to 131.
  public static final int BYTES_MAX = 256;

  private BoundedId() {}

  /// The id, or its hash.
  public static String of(String id) {
    return id.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX ? id : "h:" + Sha256.hex(id);
  }
}
