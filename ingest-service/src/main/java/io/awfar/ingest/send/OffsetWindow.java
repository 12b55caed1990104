package io.awfar.ingest.send;

import io.awfar.ingest.attempt.KnownAttempt;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What of a partition is read and not yet committed: sends end in any order, and the offset that
/// is committed is that of the oldest one that has not.
///
/// With it goes the place in the topic of attempts from which on whoever takes the partition over
/// has to read: before it there is no step of a send from the committed offset on.
///
/// Thread-safe.
final class OffsetWindow {

  private static final long NO_STEP = Long.MAX_VALUE;

  private static final class Slot {
    private final long bytes;
    private long firstStep = NO_STEP;
    private boolean finished;

    private Slot(long bytes) {
      this.bytes = bytes;
    }
  }

  /// What to commit.
  ///
  /// @param offset of the oldest unfinished command, or of the next one
  /// @param attemptsFrom where to begin to read in the topic of attempts
  record Position(long offset, long attemptsFrom) {}

  private final TreeMap<Long, Slot> slots = new TreeMap<>();
  private final Map<Long, KnownAttempt> known;
  private long next;
  private long attemptsEnd;
  private long bytes;

  /// @param first the offset that is read first
  /// @param known attempts of commands that were read before, by their offsets
  /// @param attemptsEnd where the next step will be at the earliest
  OffsetWindow(long first, Map<Long, KnownAttempt> known, long attemptsEnd) {
    this.next = first;
    this.known = new HashMap<>(known);
    this.attemptsEnd = attemptsEnd;
  }

  /// A command is read.
  ///
  /// @param size bytes that it takes until it is finished
  synchronized void track(long offset, long size) {
    slots.put(offset, new Slot(size));
    next = Math.max(next, offset + 1);
    bytes += size;
  }

  /// What was known of a command when the partition was taken over; told once.
  synchronized @Nullable KnownAttempt takeKnown(long offset, UUID sendId) {
    KnownAttempt attempt = known.remove(offset);
    if (attempt == null || !attempt.sendId().equals(sendId)) {
      return null;
    }
    noted(offset, attempt.firstOffset());
    return attempt;
  }

  /// A step of a send is durable.
  synchronized void noted(long offset, long step) {
    Slot slot = slots.get(offset);
    if (slot != null) {
      slot.firstStep = Math.min(slot.firstStep, step);
    }
    attemptsEnd = Math.max(attemptsEnd, step + 1);
  }

  /// Nothing more happens to a command.
  synchronized void finish(long offset) {
    Slot slot = slots.get(offset);
    if (slot == null || slot.finished) {
      return;
    }
    slot.finished = true;
    bytes -= slot.bytes;
    while (!slots.isEmpty() && slots.firstEntry().getValue().finished) {
      var unused = slots.pollFirstEntry();
    }
  }

  /// Commands that are read and cannot be committed yet.
  synchronized int size() {
    return slots.size();
  }

  /// Bytes of the commands that are not finished.
  synchronized long bytes() {
    return bytes;
  }

  synchronized Position position() {
    long offset = slots.isEmpty() ? next : slots.firstKey();
    long from = attemptsEnd;
    for (Slot slot : slots.values()) {
      from = Math.min(from, slot.firstStep);
    }
    for (Map.Entry<Long, KnownAttempt> unread : known.entrySet()) {
      if (unread.getKey() >= offset) {
        from = Math.min(from, unread.getValue().firstOffset());
      }
    }
    return new Position(offset, from);
  }
}
