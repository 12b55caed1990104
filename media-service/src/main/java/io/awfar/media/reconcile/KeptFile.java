package io.awfar.media.reconcile;

import java.time.Instant;

/// A file as the bucket has it, with all that is beside it.
///
/// @param key of the file, not of what is beside it
/// @param whole whether the file itself is there; if not, something is left of it
/// @param modifiedAt when anything of it was put last
record KeptFile(String key, boolean whole, Instant modifiedAt) {

  KeptFile with(KeptFile other) {
    return new KeptFile(
        key,
        whole || other.whole,
        modifiedAt.isAfter(other.modifiedAt) ? modifiedAt : other.modifiedAt);
  }
}
