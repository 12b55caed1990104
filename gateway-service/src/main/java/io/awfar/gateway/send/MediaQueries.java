package io.awfar.gateway.send;

import io.awfar.gateway.row.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/// The table `media`, which persistence-service owns.
@Component
final class MediaQueries {

  static final String NEWEST =
      """
      select f.media_id, f.outcome, f.reason, f.occurred_at
      from unnest($2) asked(media_id)
      cross join lateral (
        select * from media m
        where m.owner_id = $1 and m.media_id = asked.media_id
        order by m.occurred_at desc
        limit 1
      ) f
      """;

  private final DatabaseClient database;

  MediaQueries(DatabaseClient database) {
    this.database = database;
  }

  /// What became of a file of WhatsApp's at last.
  ///
  /// @param occurredAt when that was
  record KnownMedia(String id, String outcome, @Nullable String reason, Instant occurredAt) {}

  /// Those of these files that came with a message and were fetched, or could not be.
  Flux<KnownMedia> find(UUID workspaceId, Collection<String> ids) {
    return database
        .sql(NEWEST)
        .bind(0, workspaceId)
        .bind(1, ids.toArray(String[]::new))
        .map(row -> {
          Columns columns = new Columns(row);
          return new KnownMedia(
              columns.get("media_id", String.class),
              columns.get("outcome", String.class),
              columns.find("reason", String.class),
              columns.get("occurred_at", Instant.class));
        })
        .all();
  }
}
