package io.awfar.persistence.batch;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// One statement for a whole batch: each parameter is an array that holds one column of all rows,
/// for `unnest` to turn back into rows.
///
/// Columns are bound in the order of the parameters.
public final class UnnestStatement {

  private static final char NUL = '\0';
  private static final char REPLACEMENT = '\uFFFD';

  private final Statement statement;
  private int bound;

  private UnnestStatement(Statement statement) {
    this.statement = statement;
  }

  public static UnnestStatement of(Connection connection, String sql) {
    return new UnnestStatement(connection.createStatement(sql));
  }

  /// Goes on with columns of these rows.
  public <R> Columns<R> columns(List<R> rows) {
    return new Columns<>(rows);
  }

  /// Runs it for the number of rows it touched.
  public Mono<Long> rowsUpdated() {
    return Flux.from(statement.execute())
        .concatMap(Result::getRowsUpdated)
        .reduce(0L, (sum, rows) -> sum + rows);
  }

  /// Runs it for the one number that it returns.
  public Mono<Long> number() {
    return row(row -> count(row, 0));
  }

  /// Runs it for the rows that it returns.
  public <T> Flux<T> rows(Function<Row, T> mapping) {
    return Flux.from(statement.execute())
        .concatMap(result -> result.map((row, meta) -> mapping.apply(row)));
  }

  /// Runs it for the one row that it returns.
  public <T> Mono<T> row(Function<Row, T> mapping) {
    return rows(mapping).single();
  }

  /// A column of a row that holds a count.
  public static long count(Row row, int column) {
    return Objects.requireNonNull(row.get(column, Long.class), "count(*) is never null");
  }

  private <R, T> void bind(
      List<R> rows, Function<R, @Nullable T> column, IntFunction<@Nullable T[]> array) {
    @Nullable T[] values = array.apply(rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    statement.bind(bound++, values);
  }

  /// PostgreSQL's text has no NUL. A person can send one, so it must not be what a message is
  /// refused for.
  private static @Nullable String withoutNul(@Nullable String text) {
    return text == null || text.indexOf(NUL) < 0 ? text : text.replace(NUL, REPLACEMENT);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  /// Columns of one list of rows.
  public final class Columns<R> {

    private final List<R> rows;

    private Columns(List<R> rows) {
      this.rows = rows;
    }

    public Columns<R> uuids(Function<R, @Nullable UUID> column) {
      bind(rows, column, UUID[]::new);
      return this;
    }

    /// Text; NUL is replaced by U+FFFD.
    public Columns<R> texts(Function<R, @Nullable String> column) {
      bind(rows, row -> withoutNul(column.apply(row)), String[]::new);
      return this;
    }

    public Columns<R> times(Function<R, @Nullable Instant> column) {
      bind(rows, row -> utc(column.apply(row)), OffsetDateTime[]::new);
      return this;
    }

    public Columns<R> integers(Function<R, @Nullable Integer> column) {
      bind(rows, column, Integer[]::new);
      return this;
    }

    public Columns<R> longs(Function<R, @Nullable Long> column) {
      bind(rows, column, Long[]::new);
      return this;
    }

    public Columns<R> booleans(Function<R, @Nullable Boolean> column) {
      bind(rows, column, Boolean[]::new);
      return this;
    }

    /// Columns of other rows follow, or the statement runs.
    public UnnestStatement end() {
      return UnnestStatement.this;
    }
  }
}
