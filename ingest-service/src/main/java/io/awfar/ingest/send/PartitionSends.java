package io.awfar.ingest.send;

import io.awfar.ingest.attempt.AttemptJournal;
import io.awfar.ingest.attempt.OpenJournal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A partition of the commands for as long as it is ours.
final class PartitionSends {

  /// Ids of sends that are remembered, so that a command that stands twice in the topic is sent
  /// once.
  private static final int REMEMBERED_MAX = 2_000;

  private final int partition;
  private final AttemptJournal journal;
  private final OffsetWindow window;
  private volatile boolean stopping;
  private boolean dropped;
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private int underway;

  private final Map<UUID, Boolean> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  /// @param first the offset that is read first
  PartitionSends(int partition, long first, OpenJournal opened) {
    this.partition = partition;
    this.journal = opened.journal();
    this.window = new OffsetWindow(first, opened.tail());
  }

  int partition() {
    return partition;
  }

  AttemptJournal journal() {
    return journal;
  }

  OffsetWindow window() {
    return window;
  }

  /// Whether something new may begin.
  boolean isLive() {
    return !stopping && !journal.isLost();
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

  /// Whether this send is met for the first time.
  boolean remember(UUID sendId) {
    return remembered.put(sendId, true) == null;
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
