package io.awfar.gateway.message;

import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.row.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The tables `messages`, `message_statuses` and `media`, which persistence-service owns.
@Component
final class MessageQueries {

  // Status and file are looked up for the rows of the page only: each is one probe of a primary
  // key. The status with the highest rank is the current one.
  static final String PAGE =
      """
      select m.*, s.status, f.outcome, f.mime_type as stored_mime_type, f.size_bytes, f.reason
      from (
        select id, chat_id, contact_id, wa_message_id, direction, type, body, content, reply_to,
          created_at, media_id, mime_type, file_name, voice
        from messages
        where chat_id = $2 and owner_id = $1 and (created_at, id) < ($3, $4)
        order by created_at desc, id desc
        limit $5 offset $6
      ) m
      left join lateral (
        select status
        from message_statuses
        where owner_id = $1 and wa_message_id = m.wa_message_id and m.direction = 'outbound'
        order by rank desc
        limit 1
      ) s on true
      left join media f on f.owner_id = $1 and f.message_id = m.id
      order by m.created_at desc, m.id desc
      """;

  private static final String CHAT_EXISTS =
      """
      select true from chats where id = $2 and owner_id = $1 limit 1
      """;

  private final DatabaseClient database;

  MessageQueries(DatabaseClient database) {
    this.database = database;
  }

  /// @return nothing if the workspace has no such chat
  Mono<Page<Message>> page(UUID workspaceId, UUID chatId, PageRequest asked) {
    return rows(workspaceId, chatId, asked)
        .flatMap(rows ->
            rows.isEmpty() ? chatExists(workspaceId, chatId).map(_ -> rows) : Mono.just(rows))
        .map(rows -> Page.of(asked, rows, MessageQueries::place));
  }

  private Mono<List<Message>> rows(UUID workspaceId, UUID chatId, PageRequest asked) {
    Before before = asked.before();
    return database
        .sql(PAGE)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .bind(2, before.timestamp())
        .bind(3, before.id())
        .bind(4, asked.limit() + 1)
        .bind(5, asked.offset())
        .map(row -> message(new Columns(row)))
        .all()
        .collectList();
  }

  private Mono<Boolean> chatExists(UUID workspaceId, UUID chatId) {
    return database
        .sql(CHAT_EXISTS)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .mapValue(Boolean.class)
        .one();
  }

  private static Before place(Message message) {
    return new Before(message.createdAt(), message.id());
  }

  private static Message message(Columns row) {
    return new Message(
        row.get("id", UUID.class),
        row.get("chat_id", UUID.class),
        row.find("contact_id", UUID.class),
        row.get("wa_message_id", String.class),
        row.get("direction", String.class),
        row.get("type", String.class),
        row.find("body", String.class),
        row.find("content", String.class),
        row.find("reply_to", String.class),
        row.get("created_at", Instant.class),
        row.find("status", String.class),
        media(row));
  }

  private static @Nullable MessageMedia media(Columns row) {
    String outcome = row.find("outcome", String.class);
    String mimeType = row.find("mime_type", String.class);
    String storedMimeType = row.find("stored_mime_type", String.class);
    if (outcome == null && mimeType == null && row.find("media_id", String.class) == null) {
      return null;
    }
    return new MessageMedia(
        Objects.requireNonNullElse(outcome, "pending"),
        storedMimeType == null ? mimeType : storedMimeType,
        row.find("file_name", String.class),
        row.find("size_bytes", Long.class),
        row.find("voice", Boolean.class),
        row.find("reason", String.class));
  }
}
