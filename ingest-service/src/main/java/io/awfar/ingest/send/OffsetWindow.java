package io.awfar.ingest.send;

import io.awfar.ingest.attempt.KnownAttempt;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What of a partition is read and not yet committed: sends end in any order, and the offset that
/// is committed is that of the oldest one that has not. Those that have ended behind it take no
/// room.
///
/// With it goes the place in the topic of attempts from which on whoever takes the partition over
/// has to read: before it there is no step of a send from the committed offset on.
///
/// Thread-safe.
final class OffsetWindow {

  /// A command that is not finished.
  ///
  /// @param stepsFrom where the topic of attempts ended when it was read: its steps, and those of
  ///   all that is read after it, are not before that, but for what was known already
  private record Unfinished(long bytes, long stepsFrom) {}

  /// What to commit.
  ///
  /// @param offset of the oldest unfinished command, or of the next one
  /// @param attemptsFrom where to begin to read in the topic of attempts
  record Position(long offset, long attemptsFrom) {}

  private final TreeMap<Long, Unfinished> unfinished = new TreeMap<>();
  private final Map<Long, KnownAttempt> known;

  /// Of what was known, by the offsets of the commands, those that have been read among them.
  private final TreeMap<Long, Long> knownFirstSteps = new TreeMap<>();

  /// What is before this one was in the topic when the partition was taken over.
  private long inheritedTo;

  private long next;
  private long attemptsEnd;
  private long bytes;

  /// @param first the offset that is read first
  /// @param known attempts of commands that were read before, by their offsets
  /// @param attemptsEnd where the next step will be at the earliest
  OffsetWindow(long first, Map<Long, KnownAttempt> known, long attemptsEnd) {
    this.next = first;
    this.known = new HashMap<>(known);
    known.forEach((offset, attempt) -> knownFirstSteps.put(offset, attempt.firstOffset()));
    this.attemptsEnd = attemptsEnd;
  }

  /// The partition is taken over with all commands before this one.
  synchronized void inherit(long end) {
    inheritedTo = end;
  }

  /// A command is read.
  ///
  /// @param size bytes that it takes until it is finished
  synchronized void track(long offset, long size) {
    unfinished.put(offset, new Unfinished(size, attemptsEnd));
    next = Math.max(next, offset + 1);
    bytes += size;
  }

  /// What was known of a command when the partition was taken over; told once.
  synchronized @Nullable KnownAttempt takeKnown(long offset, UUID sendId) {
    KnownAttempt attempt = known.remove(offset);
    return attempt != null && attempt.sendId().equals(sendId) ? attempt : null;
  }

  /// A step of a send is durable.
  synchronized void noted(long step) {
    attemptsEnd = Math.max(attemptsEnd, step + 1);
  }

  /// Nothing more happens to a command.
  synchronized void finish(long offset) {
    Unfinished command = unfinished.remove(offset);
    if (command != null) {
      bytes -= command.bytes();
    }
  }

  /// Commands that are not finished.
  synchronized int size() {
    return unfinished.size();
  }

  /// Bytes of the commands that are not finished.
  synchronized long bytes() {
    return bytes;
  }

  /// How many commands whoever takes over would read that have been read already.
  synchronized long span() {
    return since(committed());
  }

  /// Bytes that a command takes; none if it is finished.
  synchronized long bytes(long offset) {
    Unfinished command = unfinished.get(offset);
    return command == null ? 0 : command.bytes();
  }

  /// The offset behind the last command that has been read.
  synchronized long next() {
    return next;
  }

  /// How many commands have been read from this one on that have come since the partition was taken
  /// over.
  synchronized long newSince(long offset) {
    return Math.max(0, next - Math.max(offset, inheritedTo));
  }

  /// How many commands have been read from this one on.
  synchronized long since(long offset) {
    return next - offset;
  }

  synchronized Position position() {
    long offset = committed();
    knownFirstSteps.headMap(offset).clear();
    long from = unfinished.isEmpty() ? attemptsEnd : unfinished.firstEntry().getValue().stepsFrom();
    for (long firstStep : knownFirstSteps.values()) {
      from = Math.min(from, firstStep);
    }
    return new Position(offset, from);
  }

  private long committed() {
    return unfinished.isEmpty() ? next : unfinished.firstKey();
  }
}
