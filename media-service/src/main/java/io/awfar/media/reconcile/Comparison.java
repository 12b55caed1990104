package io.awfar.media.reconcile;

import io.awfar.media.reconcile.Finding.Kind;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Goes through the files of bucket and rows, side by side, once.
final class Comparison {

  private final Instant before;
  private final Findings findings;
  private final Deadline deadline;

  /// @param before nothing that was put or told at this time or later is found
  Comparison(Instant before, Findings findings, Deadline deadline) {
    this.before = before;
    this.findings = findings;
    this.deadline = deadline;
  }

  /// @param bucket in the order of keys, each once
  /// @param rows the same
  void run(Iterator<KeptFile> bucket, Iterator<KnownFile> rows) {
    KeptFile kept = next(bucket);
    KnownFile known = next(rows);
    while (kept != null && known != null) {
      int order = kept.key().compareTo(known.key());
      if (order == 0) {
        both(kept, known);
      } else if (order < 0) {
        unknown(kept);
      } else {
        absent(known);
      }
      kept = order <= 0 ? next(bucket) : kept;
      known = order >= 0 ? next(rows) : known;
    }
    for (; kept != null; kept = next(bucket)) {
      unknown(kept);
    }
    for (; known != null; known = next(rows)) {
      absent(known);
    }
  }

  private void both(KeptFile kept, KnownFile known) {
    findings.kept();
    if (!kept.whole()) {
      absent(known);
    } else if (known.toldAt() != null) {
      findings.agreed();
    } else if (isOld(kept.modifiedAt())) {
      findings.add(new Finding(Kind.RETURNED, kept.key()));
    }
  }

  private void unknown(KeptFile kept) {
    findings.kept();
    if (isOld(kept.modifiedAt())) {
      findings.add(new Finding(Kind.ORPHAN, kept.key()));
    }
  }

  private void absent(KnownFile known) {
    if (known.toldAt() == null) {
      return;
    }
    findings.absent();
    if (isOld(known.toldAt())) {
      findings.add(new Finding(Kind.MISSING, known.key()));
    }
  }

  private boolean isOld(Instant time) {
    return time.isBefore(before);
  }

  private <T> @Nullable T next(Iterator<T> files) {
    deadline.check();
    return files.hasNext() ? files.next() : null;
  }
}
