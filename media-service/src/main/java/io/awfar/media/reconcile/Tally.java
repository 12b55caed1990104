package io.awfar.media.reconcile;

import io.awfar.media.reconcile.Finding.Kind;

/// How many files a run has seen, and found.
///
/// @param kept files of the bucket
/// @param known files that rows say are there
/// @param orphans files of the bucket that no row knows of
/// @param missing files that rows say are there, and that are not
/// @param returned files that rows say are missing, and that are there
record Tally(long kept, long known, long orphans, long missing, long returned) {

  long of(Kind kind) {
    return switch (kind) {
      case ORPHAN -> orphans;
      case MISSING -> missing;
      case RETURNED -> returned;
    };
  }
}
