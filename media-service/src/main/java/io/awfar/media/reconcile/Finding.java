package io.awfar.media.reconcile;

import java.util.Locale;

/// A file that bucket and rows do not agree on.
///
/// @param key of the file
record Finding(Kind kind, String key) {

  /// What is wrong with it.
  enum Kind {
    /// An object, or a piece of one, that no row knows of.
    ORPHAN,
    /// A row whose object is not there.
    MISSING,
    /// A row that says that the object is missing, and it is there.
    RETURNED;

    /// As it stands in metrics.
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
