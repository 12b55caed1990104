package io.awfar.persistence.batch;

import io.awfar.persistence.PersistenceSettings;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Runs work in one transaction each, for the listener threads, which may block.
@Component
final class Transactions {

  private static final int CONFLICT_RETRIES_MAX = 5;
  private static final Duration CONFLICT_DELAY_MIN = Duration.ofMillis(10);

  private static final Duration DROP_TIME_MAX = Duration.ofSeconds(1);

  private final ConnectionFactory connections;
  private final Duration timeMax;

  Transactions(ConnectionFactory connections, PersistenceSettings settings) {
    this.connections = connections;
    this.timeMax = settings.transactionTimeMax();
  }

  /// What the work gave, committed. Deadlocks and the like are tried again, a few times.
  ///
  /// A failure of the commit itself may mean that it took place: the work must bear being repeated.
  <T> T run(Function<Connection, Mono<T>> work) {
    T result =
        Mono.defer(() -> once(work))
            .timeout(timeMax)
            .retryWhen(
                Retry.backoff(CONFLICT_RETRIES_MAX, CONFLICT_DELAY_MIN)
                    .filter(failure -> DatabaseFailure.of(failure).passes())
                    .onRetryExhaustedThrow((retry, signal) -> signal.failure()))
            .block();
    return Objects.requireNonNull(result, "work without a result");
  }

  private <T> Mono<T> once(Function<Connection, Mono<T>> work) {
    return Mono.usingWhen(
        connections.create(),
        connection ->
            Mono.from(connection.beginTransaction())
                .then(Mono.defer(() -> work.apply(connection)))
                .flatMap(result -> Mono.from(connection.commitTransaction()).thenReturn(result)),
        Connection::close,
        (connection, failure) -> rollback(connection),
        Transactions::drop);
  }

  /// Begins one that the caller feeds and commits.
  OpenTransaction open() {
    Connection connection =
        Mono.usingWhen(
                connections.create(),
                created -> Mono.from(created.beginTransaction()).thenReturn(created),
                begun -> Mono.empty(),
                (failed, failure) -> Mono.from(failed.close()),
                Transactions::drop)
            .timeout(timeMax)
            .block();
    return new OpenTransaction(Objects.requireNonNull(connection), timeMax);
  }

  static Mono<Void> rollback(Connection connection) {
    // A connection that cannot even roll back is dead; closing it is all that is left.
    return Mono.from(connection.rollbackTransaction())
        .onErrorComplete()
        .then(Mono.from(connection.close()));
  }

  /// Behind a statement that is not answered a rollback would wait as long, and with it a place in
  /// the pool. The server rolls back when the connection itself is gone.
  static Mono<Void> drop(Connection pooled) {
    Mono<Void> dropped =
        pooled instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection connection
            ? Mono.from(connection.close()).timeout(DROP_TIME_MAX).onErrorComplete()
            : Mono.empty();
    return dropped.then(Mono.from(pooled.close()));
  }
}
