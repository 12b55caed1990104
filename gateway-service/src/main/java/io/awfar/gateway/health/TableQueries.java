package io.awfar.gateway.health;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What the database has of what the gateway reads.
@Component
final class TableQueries {

  private static final String MISSING =
      """
      select name
      from unnest(array['contacts', 'contact_aliases', 'chats', 'chat_aliases', 'messages',
        'message_statuses', 'media', 'channel_events']) as name
      where to_regclass(name) is null
      union all
      select 'tell_of_chats' where to_regproc('tell_of_chats') is null
      order by name
      limit 9
      """;

  private final DatabaseClient database;

  TableQueries(DatabaseClient database) {
    this.database = database;
  }

  /// Names of the tables that persistence-service has not made yet, and of the function by which it
  /// tells of chats that it has written.
  Mono<List<String>> missing() {
    return database.sql(MISSING).mapValue(String.class).all().collectList();
  }
}
