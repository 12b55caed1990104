package io.awfar.gateway.channel;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `channel_changes`, and the lock that lets one gateway at a time change channels.
@Component
final class ChannelChangeQueries {

  /// A number that nothing else locks with.
  private static final long LOCK = 0x6177_6661_7263_6801L;

  private static final String TRY_LOCK = "select pg_try_advisory_xact_lock($1)";

  private static final String LAST_VERSION =
      """
      select coalesce(max(version), 0) from channel_changes where channel_id = $1
      """;

  private static final String ADD =
      """
      insert into channel_changes (channel_id, version, workspace_id, changed_by, changed_at, action,
        fields)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;

  private final DatabaseClient database;

  ChannelChangeQueries(DatabaseClient database) {
    this.database = database;
  }

  /// Whether this transaction may change channels now; it never waits for another.
  Mono<Boolean> tryLock() {
    return database.sql(TRY_LOCK).bind(0, LOCK).mapValue(Boolean.class).one();
  }

  /// The highest version that a channel ever had, 0 if none; deleted ones count.
  Mono<Long> lastVersion(String channelId) {
    return database.sql(LAST_VERSION).bind(0, channelId).mapValue(Long.class).one();
  }

  Mono<Void> add(ChannelChange change) {
    var statement =
        database
            .sql(ADD)
            .bind(0, change.channelId())
            .bind(1, change.version())
            .bind(2, change.workspaceId())
            .bind(4, change.changedAt())
            .bind(5, change.action().text())
            .bind(6, change.fields().toArray(String[]::new));
    UUID by = change.changedBy();
    return (by == null ? statement.bindNull(3, UUID.class) : statement.bind(3, by)).then();
  }
}
