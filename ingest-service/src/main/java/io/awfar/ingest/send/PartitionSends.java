package io.awfar.ingest.send;

import io.awfar.ingest.attempt.AttemptJournal;
import io.awfar.ingest.attempt.Noted;
import io.awfar.ingest.attempt.OpenJournal;
import io.awfar.ingest.attempt.RememberedSends;
import io.awfar.ingest.attempt.SendQueue;
import io.awfar.whatsapp.SendAttempt;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/// A partition of the commands for as long as it is ours.
final class PartitionSends {

  private static final long ROOM_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TopicPartition commands;
  private final boolean bulk;
  private final AttemptJournal journal;
  private final OffsetWindow window;
  private final RememberedSends remembered;
  private volatile boolean stopping;
  private boolean dropped;
  private Instant openedAt = Instant.MAX;
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private int underway;
  private long madeRoomNanos = System.nanoTime();

  /// @param commands the partition
  /// @param first the offset that is read first
  PartitionSends(TopicPartition commands, long first, OpenJournal opened) {
    this.commands = commands;
    this.bulk = SendQueue.of(commands) == SendQueue.BULK;
    this.journal = opened.journal();
    this.window = new OffsetWindow(first, opened.tail().known(), opened.tail().end());
    this.remembered = opened.tail().remembered();
  }

  TopicPartition commands() {
    return commands;
  }

  /// Whether agents go before all of it.
  boolean isBulk() {
    return bulk;
  }

  AttemptJournal journal() {
    return journal;
  }

  OffsetWindow window() {
    return window;
  }

  /// Makes a step of a send durable, and notes in the window where it is; done on the desk's
  /// thread. Fails if the journal is lost.
  CompletableFuture<Noted> note(Send send, SendAttempt step, Executor desk) {
    return journal
        .write(send.key(), step)
        .thenApplyAsync(
            noted -> {
              window.noted(noted.offset());
              return noted;
            },
            desk);
  }

  /// Whether something new may begin.
  boolean isLive() {
    return !stopping && !journal.isLost();
  }

  /// Whether room was last made in it more than a second ago; for the consumer's thread only.
  boolean isTimeToMakeRoom(long nowNanos) {
    boolean isTime = nowNanos - madeRoomNanos > ROOM_PAUSE_NANOS;
    madeRoomNanos = isTime ? nowNanos : madeRoomNanos;
    return isTime;
  }

  /// From now on nothing new begins.
  void stop() {
    stopping = true;
  }

  /// It is not ours any more: what comes of its sends concerns others.
  void drop() {
    stopping = true;
    dropped = true;
  }

  /// For the desk's thread only.
  boolean isDropped() {
    return dropped;
  }

  void opened(Instant now) {
    openedAt = now;
  }

  /// Whether a send was asked for before the partition was ours, so that it may be one that waited
  /// at whoever had it; for the desk's thread only.
  boolean isInherited(Send send) {
    return send.command().getRequestedAt().isBefore(openedAt);
  }

  /// Whether this is the first command of the send; for the desk's thread only.
  boolean isFirst(UUID sendId, long offset, Instant now) {
    return remembered.isFirst(sendId, offset, now);
  }

  /// A send's attempt or its end is under way; only the desk's thread counts.
  void began() {
    underway++;
  }

  void ended() {
    underway--;
    lookIfQuiet();
  }

  /// Done when nothing is under way any more after [#stop].
  CompletableFuture<Void> quiet() {
    return quiet;
  }

  /// For the desk's thread only.
  void lookIfQuiet() {
    if (stopping && underway == 0) {
      boolean unused = quiet.complete(null);
    }
  }
}
