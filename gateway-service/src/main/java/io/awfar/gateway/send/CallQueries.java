package io.awfar.gateway.send;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The events of calls in `channel_events`, which persistence-service owns.
@Component
final class CallQueries {

  /// Whatever step of a call names the person, as text: what the JSON of others looks like is not
  /// for this to judge.
  static final String SINCE =
      """
      select exists (
        select
        from channel_events e
        cross join unnest($4) person(name)
        where e.owner_id = $1 and e.channel_id = $2 and e.received_at > $3 and e.field = 'calls'
          and strpos(e.content::text, '"' || person.name || '"') > 0)
      """;

  private final DatabaseClient database;

  CallQueries(DatabaseClient database) {
    this.database = database;
  }

  /// Whether a call between a number and somebody was heard of.
  ///
  /// @param names what the person is called in what WhatsApp sends us
  Mono<Boolean> since(UUID workspaceId, String channelId, Instant time, List<String> names) {
    return database
        .sql(SINCE)
        .bind(0, workspaceId)
        .bind(1, channelId)
        .bind(2, time)
        .bind(3, names.toArray(String[]::new))
        .mapValue(Boolean.class)
        .one();
  }
}
