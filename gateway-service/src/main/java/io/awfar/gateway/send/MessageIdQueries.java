package io.awfar.gateway.send;

import io.awfar.gateway.row.Columns;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `messages`, which persistence-service owns.
@Component
final class MessageIdQueries {

  static final String BY_ID =
      """
      select id, wa_message_id, direction from messages
      where id = $3 and owner_id = $1 and chat_id = $2 and wa_message_id is not null
      limit 1
      """;

  /// By the unique index, which is of a hash.
  static final String BY_WA_MESSAGE_ID =
      """
      select id, wa_message_id, direction from messages
      where md5($1::text || $3)::uuid = md5(owner_id::text || wa_message_id)::uuid
        and owner_id = $1 and chat_id = $2 and wa_message_id = $3
      limit 1
      """;

  private final DatabaseClient database;

  MessageIdQueries(DatabaseClient database) {
    this.database = database;
  }

  record KnownMessage(UUID id, String waMessageId, boolean inbound) {}

  /// A message of a chat by our id of it.
  ///
  /// @return nothing if there is none, or none that WhatsApp has accepted
  Mono<KnownMessage> byId(UUID workspaceId, UUID chatId, UUID id) {
    return one(database.sql(BY_ID).bind(0, workspaceId).bind(1, chatId).bind(2, id));
  }

  /// A message of a chat by WhatsApp's id of it.
  Mono<KnownMessage> byWaMessageId(UUID workspaceId, UUID chatId, String waMessageId) {
    return one(
        database.sql(BY_WA_MESSAGE_ID).bind(0, workspaceId).bind(1, chatId).bind(2, waMessageId));
  }

  private static Mono<KnownMessage> one(GenericExecuteSpec statement) {
    return statement
        .map(row -> {
          Columns columns = new Columns(row);
          return new KnownMessage(
              columns.get("id", UUID.class),
              columns.get("wa_message_id", String.class),
              columns.get("direction", String.class).equals("inbound"));
        })
        .one();
  }
}
