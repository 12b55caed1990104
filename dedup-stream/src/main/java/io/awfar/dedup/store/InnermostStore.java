package io.awfar.dedup.store;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The innermost part of a store that is written through Kafka's wrappers, which log or cache, and
/// read by other means: by whoever asks the wrappers for it with [#innermost].
public abstract class InnermostStore implements KeyValueStore<Bytes, byte[]> {

  private final String name;
  private final Position position = Position.emptyPosition();
  private volatile boolean open;

  protected InnermostStore(String name) {
    this.name = name;
  }

  /// What is inside a store as a processor gets it.
  ///
  /// @throws IllegalStateException if something else is
  public static <S extends InnermostStore> S innermost(StateStore store, Class<S> type) {
    QueryResult<S> answer =
        store.query(new Itself<>(type), PositionBound.unbounded(), new QueryConfig(false));
    if (answer.isFailure()) {
      throw new IllegalStateException(store.name() + ": " + answer.getFailureMessage());
    }
    return Objects.requireNonNull(answer.getResult());
  }

  /// Begins empty. Called again after [#close()] where a task is revived.
  protected abstract void open(StateStoreContext context, StateStore root);

  @Override
  public final void init(StateStoreContext context, StateStore root) {
    open(context, root);
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean persistent() {
    return false;
  }

  @Override
  public final boolean isOpen() {
    return open;
  }

  @Override
  public final Position getPosition() {
    return position;
  }

  @Override
  @SuppressWarnings("unchecked") // The query says what it answers with.
  public final <R> QueryResult<R> query(
      Query<R> query, PositionBound positionBound, QueryConfig config) {
    return query instanceof Itself<?>(Class<?> type) && type.isInstance(this)
        ? (QueryResult<R>) QueryResult.forResult(this)
        : QueryResult.forUnknownQueryType(query, this);
  }

  @Override
  public final byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    throw cannotBeRead();
  }

  @Override
  public final void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public final byte @Nullable [] delete(Bytes key) {
    throw cannotBeRead();
  }

  @Override
  public final byte @Nullable [] get(Bytes key) {
    throw cannotBeRead();
  }

  @Override
  public final KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    throw cannotBeRead();
  }

  @Override
  public final KeyValueIterator<Bytes, byte[]> all() {
    throw cannotBeRead();
  }

  private UnsupportedOperationException cannotBeRead() {
    return new UnsupportedOperationException(name + " is not read by key");
  }

  private record Itself<S extends InnermostStore>(Class<S> type) implements Query<S> {}
}
