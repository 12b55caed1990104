package io.awfar.persistence.count;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `row_counts`.
@Component
public final class RowCounts {

  private static final String ADD =
      """
      insert into row_counts as c (kind, shard, row_count)
      select kind, $1, added from unnest($2::text[], $3::bigint[]) as a(kind, added)
      on conflict (kind, shard) do update set row_count = c.row_count + excluded.row_count
      """;

  private static final String SUM =
      "select kind, sum(row_count)::bigint from row_counts group by kind";

  /// Counts rows inserted in the same transaction.
  ///
  /// @param shard whoever adds to the same shard at the same time waits for the other's transaction
  public Mono<Void> add(Connection connection, int shard, Map<RowKind, Long> inserted) {
    // Always in the order of the enum, so that two transactions cannot lock each other out.
    Map<RowKind, Long> added = new EnumMap<>(RowKind.class);
    inserted.forEach((kind, rows) -> {
      if (rows > 0) {
        added.put(kind, rows);
      }
    });
    if (added.isEmpty()) {
      return Mono.empty();
    }
    return Flux.from(
            connection
                .createStatement(ADD)
                .bind(0, shard)
                .bind(1, added.keySet().stream().map(RowKind::label).toArray(String[]::new))
                .bind(2, added.values().toArray(Long[]::new))
                .execute())
        .flatMap(Result::getRowsUpdated)
        .then();
  }

  Mono<Map<String, Long>> sums(Connection connection) {
    return Flux.from(connection.createStatement(SUM).execute())
        .flatMap(result ->
            result.map((row, meta) -> Map.entry(row.get(0, String.class), row.get(1, Long.class))))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
