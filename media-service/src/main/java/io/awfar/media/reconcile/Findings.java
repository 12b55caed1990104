package io.awfar.media.reconcile;

import io.awfar.media.reconcile.Finding.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a run found: all of it is counted, some of it told in the log, and some of it held, to be
/// mended.
final class Findings {

  private static final Logger log = LoggerFactory.getLogger(Findings.class);

  private final ReconcileSettings settings;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Finding>> held = new EnumMap<>(Kind.class);
  private long kept;
  private long known;
  private long agreed;

  Findings(ReconcileSettings settings) {
    this.settings = settings;
  }

  /// A file that the bucket has.
  void kept() {
    kept++;
  }

  /// A file that a row says is there, and that is there.
  void agreed() {
    known++;
    agreed++;
  }

  /// A file that a row says is there, and that is not.
  void absent() {
    known++;
  }

  void add(Finding finding) {
    long count = counts.merge(finding.kind(), 1L, Long::sum);
    if (count <= settings.linesMax()) {
      tell(finding);
    }
    if (count <= settings.repairsMax()) {
      held.computeIfAbsent(finding.kind(), _ -> new ArrayList<>()).add(finding);
    }
  }

  /// The first of a kind, as many as are mended in a run.
  List<Finding> held(Kind kind) {
    return List.copyOf(held.getOrDefault(kind, List.of()));
  }

  Tally tally() {
    return new Tally(kept, known, count(Kind.ORPHAN), count(Kind.MISSING), count(Kind.RETURNED));
  }

  /// Whether so much can be wrong with a bucket and a database that belong together. If nothing at
  /// all is in both, they do not.
  boolean areBelievable() {
    return isBelievable(count(Kind.ORPHAN), kept) && isBelievable(count(Kind.MISSING), known);
  }

  private boolean isBelievable(long found, long files) {
    if (found == 0) {
      return true;
    }
    return agreed > 0
        && (found <= settings.trustedMax() || found * 100 <= files * settings.trustedPercentMax());
  }

  private long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  private static void tell(Finding finding) {
    switch (finding.kind()) {
      case ORPHAN -> log.warn("The bucket has a file that no row knows of: {}", finding.key());
      case MISSING -> log.warn("A row knows of a file that the bucket has not: {}", finding.key());
      case RETURNED ->
          log.warn("A row says that a file is missing that the bucket has: {}", finding.key());
    }
  }
}
