package io.awfar.gateway.send;

import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What is read with a message, by the tables `chats`, `chat_reads` and `messages`, which
/// persistence-service owns.
@Component
final class ReadMarkQueries {

  /// The newer messages that are to be read stay unread. More of them than are unread need not be
  /// counted: then the mark changes nothing.
  static final String OF_MESSAGE =
      """
      select c.id as chat_id, m.id as message_id, m.direction = 'inbound' as inbound,
        c.inbound_count - newer.messages as read_count, coalesce(r.read_count, 0) as read_before
      from messages m
      join chats c on c.id = m.chat_id and c.owner_id = $1
      left join chat_reads r on r.chat_id = c.id and r.owner_id = $1
      cross join lateral (
        select count(*)::integer as messages
        from (
          select from messages n
          where n.chat_id = m.chat_id and n.owner_id = $1
            and (n.created_at, n.id) > (m.created_at, m.id)
            and n.direction = 'inbound' and (n.content -> 'historyStatus') is null
            and n.type not in ('system', 'edit', 'revoke', 'reaction')
          limit greatest(c.inbound_count - coalesce(r.read_count, 0), 0)
        ) n
      ) newer
      where m.id = $2 and m.owner_id = $1
      limit 1
      """;

  /// All are read with the newest that is a message by itself; with a change of another where there
  /// is nothing else.
  static final String OF_CHAT =
      """
      select c.id as chat_id, coalesce(newest.id, change.id) as message_id, true as inbound,
        c.inbound_count as read_count, coalesce(r.read_count, 0) as read_before
      from (select) always
      left join chat_aliases a on a.id = $2 and a.owner_id = $1
      join chats c on c.id = coalesce(a.chat_id, $2) and c.owner_id = $1
      left join chat_reads r on r.chat_id = c.id and r.owner_id = $1
      left join lateral (
        select n.id from messages n
        where n.chat_id = c.id and n.owner_id = $1 and n.direction = 'inbound'
          and n.type not in ('reaction', 'edit', 'revoke', 'system', 'media_placeholder')
        order by n.created_at desc, n.id desc
        limit 1
      ) newest on true
      left join lateral (
        select n.id from messages n
        where newest.id is null and n.chat_id = c.id and n.owner_id = $1
          and n.direction = 'inbound'
        order by n.created_at desc, n.id desc
        limit 1
      ) change on true
      limit 1
      """;

  private static final UUID NO_MESSAGE = new UUID(0, 0);

  private final DatabaseClient database;

  ReadMarkQueries(ReadDatabase database) {
    this.database = database.client();
  }

  /// @return nothing if the workspace has no such message
  Mono<ReadMark> ofMessage(UUID workspaceId, UUID messageId) {
    return mark(database.sql(OF_MESSAGE).bind(0, workspaceId).bind(1, messageId));
  }

  /// One for all of a chat. Without any inbound message it is one that changes nothing.
  ///
  /// @return nothing if the workspace has no such chat
  Mono<ReadMark> ofChat(UUID workspaceId, UUID chatId) {
    return mark(database.sql(OF_CHAT).bind(0, workspaceId).bind(1, chatId));
  }

  private static Mono<ReadMark> mark(GenericExecuteSpec statement) {
    return statement
        .map(row -> {
          Columns columns = new Columns(row);
          UUID chatId = columns.get("chat_id", UUID.class);
          UUID messageId = columns.find("message_id", UUID.class);
          int readBefore = columns.get("read_before", Integer.class);
          return messageId == null
              ? new ReadMark(chatId, NO_MESSAGE, true, readBefore, readBefore)
              : new ReadMark(
                  chatId,
                  messageId,
                  columns.get("inbound", Boolean.class),
                  columns.get("read_count", Integer.class),
                  readBefore);
        })
        .one();
  }
}
