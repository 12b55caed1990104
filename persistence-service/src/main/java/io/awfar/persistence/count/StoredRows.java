package io.awfar.persistence.count;

import io.r2dbc.spi.ConnectionFactory;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// How many rows there are, exact and cheap enough to ask for every second.
@Component
public final class StoredRows {

  private final ConnectionFactory connections;
  private final RowCounts counts;

  StoredRows(ConnectionFactory connections, RowCounts counts) {
    this.connections = connections;
    this.counts = counts;
  }

  /// Rows per family.
  ///
  /// @param files files that stored messages tell of
  /// @param media files whose fate is known
  /// @param suppressed events published twice, of which one row was kept
  /// @param sends rows of messages that were asked for, beside those of published messages
  /// @param stored what the published messages, statuses and channel events have become: the sum of
  ///   their rows and of the suppressed
  public record Counts(
      long messages,
      long statuses,
      long channelEvents,
      long suppressed,
      long files,
      long media,
      long sends,
      long stored) {

    static Counts of(Map<String, Long> rows) {
      long messages = count(rows, RowKind.MESSAGES);
      long statuses = count(rows, RowKind.STATUSES);
      long channelEvents = count(rows, RowKind.CHANNEL_EVENTS);
      long suppressed = count(rows, RowKind.SUPPRESSED);
      return new Counts(
          messages,
          statuses,
          channelEvents,
          suppressed,
          count(rows, RowKind.FILES),
          count(rows, RowKind.MEDIA),
          count(rows, RowKind.SENDS),
          messages + statuses + channelEvents + suppressed);
    }

    private static long count(Map<String, Long> rows, RowKind kind) {
      return rows.getOrDefault(kind.label(), 0L);
    }
  }

  /// The counts as committed; fails with an R2DBC exception when the database is away.
  public Mono<Counts> counts() {
    return Mono.usingWhen(
        connections.create(),
        connection -> counts.sums(connection).map(Counts::of),
        connection -> connection.close());
  }
}
