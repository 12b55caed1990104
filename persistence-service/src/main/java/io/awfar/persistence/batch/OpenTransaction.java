package io.awfar.persistence.batch;

import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A transaction that a listener thread feeds step by step: while the server works on one, the next
/// is prepared. Given up unless committed.
final class OpenTransaction implements AutoCloseable {

  private enum End {
    /// Not committed, and each step was answered.
    ROLLBACK,
    /// Something was not answered: behind it a rollback would wait as well.
    DROP,
    COMMITTED
  }

  private final Connection connection;
  private final long deadlineNanos;
  private @Nullable CompletableFuture<?> running;
  private End end = End.ROLLBACK;

  /// @param connection in a transaction, and given back at the end
  OpenTransaction(Connection connection, Duration timeMax) {
    this.connection = connection;
    this.deadlineNanos = System.nanoTime() + timeMax.toNanos();
  }

  Connection connection() {
    return connection;
  }

  /// Lets the server begin with this, once it has done what was begun before.
  void begin(Mono<?> step) {
    await();
    running = step.timeout(left()).toFuture();
  }

  /// Waits for what was begun, then runs this and waits for it as well.
  <T> @Nullable T run(Mono<T> step) {
    await();
    return result(step.timeout(left()));
  }

  void commit() {
    var unused = run(Mono.from(connection.commitTransaction()));
    end = End.COMMITTED;
  }

  @Override
  public void close() {
    Mono<Void> closing =
        switch (running == null ? end : End.DROP) {
          case ROLLBACK -> Transactions.rollback(connection);
          case DROP -> Transactions.drop(connection);
          case COMMITTED -> Mono.from(connection.close());
        };
    closing.onErrorComplete().block();
  }

  private void await() {
    if (running != null) {
      Mono<?> begun = Mono.fromFuture(running);
      running = null;
      var unused = result(begun);
    }
  }

  private <T> @Nullable T result(Mono<T> step) {
    try {
      return step.block();
    } catch (RuntimeException e) {
      if (DatabaseFailure.sqlState(e) == null) {
        end = End.DROP;
      }
      throw e;
    }
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }
}
