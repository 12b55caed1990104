package io.awfar.media.reconcile;

import io.awfar.media.file.FileKeeper;
import io.awfar.media.problem.RefusedException;
import io.awfar.media.reconcile.Finding.Kind;
import io.awfar.media.store.ListedObject;
import io.awfar.media.store.ObjectKey;
import io.awfar.media.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One comparison of bucket and rows, from its beginning to its end.
///
/// What is to be mended is mended after all was read, since only then it is known whether so much
/// can be wrong; and each file is looked at once more before.
final class ReconcileRun {

  private static final Logger log = LoggerFactory.getLogger(ReconcileRun.class);

  private final ReconcileSettings settings;
  private final Iterable<ListedObject> listing;
  private final FileKeeper keeper;
  private final WrittenRows written;
  private final Clock clock;
  private final Instant startedAt;
  private final Instant before;
  private final Deadline deadline;
  private final Findings findings;
  private boolean compared;
  private long removed;
  private long told;

  /// @param listing of the bucket, in the order of keys
  ReconcileRun(
      ReconcileSettings settings,
      Iterable<ListedObject> listing,
      FileKeeper keeper,
      WrittenRows written,
      Clock clock) {
    this.settings = settings;
    this.listing = listing;
    this.keeper = keeper;
    this.written = written;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.before = startedAt.minus(settings.grace());
    this.deadline = new Deadline(clock, startedAt.plus(settings.timeMax()));
    this.findings = new Findings(settings);
  }

  /// Whatever goes wrong is told in the log and by the outcome.
  Report run() {
    Outcome outcome = outcome();
    return new Report(
        startedAt,
        Duration.between(startedAt, clock.instant()),
        outcome,
        compared,
        findings.tally(),
        removed,
        told);
  }

  private Outcome outcome() {
    try (FileRows rows = FileRows.open(settings.database())) {
      if (!rows.lock()) {
        return Outcome.ELSEWHERE;
      }
      // Before a row is read, so that each that was to be written by then is seen.
      if (!written.reach(before.plus(settings.grace().dividedBy(2)))) {
        log.warn("persistence-service has not written all rows yet; nothing is compared");
        return Outcome.BEHIND;
      }
      new Comparison(before, findings, deadline)
          .run(
              new KeptFiles(deadline.bound(listing.iterator())),
              new KnownFiles(inTime(rows), settings.database().pageRows()));
      compared = true;
      if (!findings.areBelievable()) {
        log.error(
            "More is wrong than is believed: are bucket and database those of one deployment?"
                + " Nothing is mended: {}",
            findings.tally());
        return Outcome.DOUBTED;
      }
      if (settings.repair()) {
        repair(rows);
      }
      return Outcome.DONE;
    } catch (RunEndedException e) {
      return ended(e.outcome(), e);
    } catch (StoreUnavailableException e) {
      return ended(Outcome.STORE_DOWN, e);
    } catch (RefusedException e) {
      // Of what the keeper does, telling alone is refused.
      return ended(Outcome.KAFKA_DOWN, e);
    } catch (RuntimeException e) {
      log.error("Bucket and rows could not be compared", e);
      return Outcome.FAILED;
    }
  }

  private static Outcome ended(Outcome failure, RuntimeException e) {
    // Whatever is interrupted looks as if it were down.
    Outcome outcome = Thread.currentThread().isInterrupted() ? Outcome.STOPPED : failure;
    log.warn(
        "Comparing bucket and rows ended before its time, {}: {}{}",
        outcome.code(),
        e.getMessage(),
        e.getCause() == null ? "" : ", " + e.getCause());
    return outcome;
  }

  private KnownFiles.Pages inTime(FileRows rows) {
    return (key, filesMax) -> {
      deadline.check();
      return rows.after(key, filesMax);
    };
  }

  private void repair(FileRows rows) {
    for (Finding missing : findings.held(Kind.MISSING)) {
      deadline.check();
      told += tellMissing(missing, rows) ? 1 : 0;
    }
    for (Finding orphan : findings.held(Kind.ORPHAN)) {
      deadline.check();
      removed += remove(orphan, rows) ? 1 : 0;
    }
  }

  /// At the time at which it was last told to be there, and a little: whoever stores it again
  /// meanwhile tells of it later, whatever clocks say.
  private boolean tellMissing(Finding missing, FileRows rows) {
    ObjectKey key = key(missing);
    Optional<KnownFile> known = rows.find(key);
    if (known.isEmpty()) {
      return false;
    }
    Instant toldAt = known.get().toldAt();
    return toldAt != null
        && toldAt.isBefore(before)
        && keeper.tellMissing(key, toldAt.plusMillis(1));
  }

  private boolean remove(Finding orphan, FileRows rows) {
    ObjectKey key = key(orphan);
    return keeper.removeUnknown(key, before, () -> rows.find(key).isPresent());
  }

  private static ObjectKey key(Finding finding) {
    return ObjectKey.ofObject(finding.key()).orElseThrow();
  }
}
