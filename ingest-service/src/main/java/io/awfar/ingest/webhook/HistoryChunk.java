package io.awfar.ingest.webhook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a number's history: the threads of its chats, with thousands of messages.
///
/// What it says beside them, such as how far the handing over has come, is kept apart.
final class HistoryChunk {

  private final List<HistoryThread> threads = new ArrayList<>();
  private final List<Slice> others = new ArrayList<>();
  private @Nullable Slice opaque;

  private HistoryChunk() {}

  /// Reads the value at which the walk stands, of whatever type it is.
  ///
  /// @param part called for each thread, message and member that has no place here
  static HistoryChunk read(JsonWalk walk, Runnable part) {
    HistoryChunk chunk = new HistoryChunk();
    if (!walk.isObject()) {
      chunk.opaque = walk.slice();
      return chunk;
    }
    walk.members(name -> {
      if (name.equals("threads") && walk.isArray()) {
        walk.elements(() -> {
          part.run();
          chunk.threads.add(HistoryThread.read(walk, part));
        });
      } else {
        part.run();
        chunk.others.add(walk.memberSlice());
      }
    });
    return chunk;
  }

  boolean isEmpty() {
    return threads.stream().allMatch(thread -> thread.messages().isEmpty());
  }

  List<HistoryThread> threads() {
    return threads;
  }

  /// All of it but the messages.
  Slice rest() {
    if (opaque != null) {
      return opaque;
    }
    return new Payload()
        .members(others)
        .array(HistoryThread.THREADS, threads.stream().map(HistoryThread::rest).toList())
        .slice();
  }
}
