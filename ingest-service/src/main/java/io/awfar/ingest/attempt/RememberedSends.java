package io.awfar.ingest.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongConsumer;

/// Which command was the first of each send, so that one that stands in the topic twice is sent
/// once. At least the newest half of the most that are kept is known.
///
/// For one thread at a time.
public final class RememberedSends {

  private int generationMax;
  private final Duration age;
  private final LongConsumer forgotten;
  private SendTable young = new SendTable();
  private SendTable old = new SendTable();

  /// How many of the old are among the young, too.
  private int renewed;

  /// @param max sends that are kept, at 32 to 64 bytes each
  /// @param age after which a send may be forgotten
  /// @param forgotten is told how many were forgotten before
  public RememberedSends(int max, Duration age, LongConsumer forgotten) {
    this.generationMax = Math.max(1, max / 2);
    this.age = age;
    this.forgotten = forgotten;
  }

  /// Whether no other command of this send was met before.
  ///
  /// @param command its offset
  /// @param at about when the send was met
  public boolean isFirst(UUID sendId, long command, Instant at) {
    long before = young.find(sendId);
    if (before == SendTable.NONE) {
      before = old.find(sendId);
      // What is met again is new again: another command of it may be as far behind as the first.
      renewed += before == SendTable.NONE ? 0 : 1;
      add(sendId, before == SendTable.NONE ? command : before, at);
    }
    return before == SendTable.NONE || before == command;
  }

  /// Keeps so many more in each half from now on.
  void widen(int sends) {
    generationMax += sends;
  }

  /// The most that are kept.
  int max() {
    return 2 * generationMax;
  }

  private void add(UUID sendId, long command, Instant at) {
    if (young.size() == generationMax) {
      if (old.newest().isAfter(at.minus(age))) {
        forgotten.accept(old.size() - renewed);
      }
      renewed = 0;
      old = young;
      young = new SendTable();
    }
    young.add(sendId, command, at);
  }
}
