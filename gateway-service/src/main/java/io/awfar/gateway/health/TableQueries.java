package io.awfar.gateway.health;

import io.awfar.gateway.reader.ReadDatabase;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What the database has of what the gateway reads.
@Component
final class TableQueries {

  private static final String TABLES =
      "'contacts', 'contact_aliases', 'chats', 'chat_aliases', 'chat_reads', 'messages',"
          + " 'message_statuses', 'media', 'channel_events'";

  private static final String MISSING =
      """
      select name
      from unnest(array[<tables>]) as name
      where to_regclass(name) is null
      union all
      select 'tell_of_chats' where to_regproc('tell_of_chats') is null
      order by name
      limit 10
      """
          .replace("<tables>", TABLES);

  private static final String UNREADABLE =
      """
      select name
      from unnest(array[<tables>, 'chat_team', 'labels', 'chat_labels', 'chat_notes']) as name
      where not coalesce(has_table_privilege(to_regclass(name), 'select'), false)
      order by name
      limit 13
      """
          .replace("<tables>", TABLES);

  private final DatabaseClient database;
  private final DatabaseClient reader;

  TableQueries(DatabaseClient database, ReadDatabase reader) {
    this.database = database;
    this.reader = reader.client();
  }

  /// Names of the tables that persistence-service has not made yet, and of the function by which it
  /// tells of chats that it has written.
  Mono<List<String>> missing() {
    return database.sql(MISSING).mapValue(String.class).all().collectList();
  }

  /// Names of the tables that the role of readers may not read.
  Mono<List<String>> unreadable() {
    return reader.sql(UNREADABLE).mapValue(String.class).all().collectList();
  }
}
