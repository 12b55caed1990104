package io.awfar.dedup.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/// Does the requested work when the mark in the cache before it is written out.
final class MarkStore extends InnermostStore {

  private final Map<String, Work> works = new LinkedHashMap<>();

  MarkStore(String name) {
    super(name);
  }

  Work set(String owner, Runnable task) {
    Work work = new Work(task);
    works.put(owner, work);
    return work;
  }

  @Override
  protected void open(StateStoreContext context, StateStore root) {
    // Who was here before the task was closed comes again with new work.
    works.clear();
    context.register(root, (key, value) -> {});
  }

  @Override
  public void put(Bytes key, byte[] value) {
    works.values().forEach(Work::runIfRequested);
  }

  @Override
  public long approximateNumEntries() {
    return 0;
  }

  /// What one owner wants done.
  static final class Work {

    private final Runnable task;
    private boolean requested;

    private Work(Runnable task) {
      this.task = task;
    }

    /// Whether a mark must be put, because none was put for this work yet.
    boolean request() {
      boolean first = !requested;
      requested = true;
      return first;
    }

    private void runIfRequested() {
      if (requested) {
        // Before the task, which may ask for more.
        requested = false;
        task.run();
      }
    }
  }
}
