package io.awfar.gateway.message;

import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.JsonPage;
import io.awfar.gateway.page.PageRequest;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The tables `messages`, `message_statuses` and `media`, which persistence-service owns.
@Component
final class MessageQueries {

  // The database writes the page as JSON, each message with the members of `Message`, so that the
  // gateway need not take 50 rows apart into columns and put them together again. Status and file
  // are looked up for the rows of the page only: each is one probe of a primary key. The status
  // with the highest rank is the current one.
  static final String PAGE =
      """
      select count(*)::integer as rows,
        string_agg(p.json, ',' order by p.created_at desc, p.id desc)
          filter (where p.position <= $5) as data,
        max(p."createdAt" || ',' || p.id) filter (where p.position = $5) as last
      from (
        select m.created_at, m.id, t."createdAt", m.position, (
          select row_to_json(r)::text
          from (
            select m.id, m.chat_id as "chatId", m.contact_id as "contactId",
              m.wa_message_id as "waMessageId", m.direction, m.type, m.body, m.content,
              m.reply_to as "replyTo", t."createdAt", s.status,
              case when coalesce(f.outcome, m.mime_type, m.media_id) is not null then
                json_build_object('status', coalesce(f.outcome, 'pending'),
                  'mimeType', coalesce(f.mime_type, m.mime_type), 'fileName', m.file_name,
                  'sizeBytes', f.size_bytes, 'voice', m.voice, 'reason', f.reason)
              end as media
          ) r
        ) as json
        from (
          select id, chat_id, contact_id, wa_message_id, direction, type, body, content, reply_to,
            created_at, media_id, mime_type, file_name, voice,
            row_number() over (order by created_at desc, id desc) - $6 as position
          from messages
          where chat_id = $2 and owner_id = $1 and (created_at, id) < ($3, $4)
          order by created_at desc, id desc
          limit $5 + 1 offset $6
        ) m
        cross join lateral (
          select replace(replace(m.created_at::text, ' ', 'T'), '+00', 'Z') as "createdAt"
        ) t
        left join lateral (
          select status
          from message_statuses
          where owner_id = $1 and wa_message_id = m.wa_message_id and m.direction = 'outbound'
          order by rank desc
          limit 1
        ) s on true
        left join media f on f.owner_id = $1 and f.message_id = m.id
        order by m.created_at desc, m.id desc
      ) p
      """;

  private static final String CHAT_EXISTS =
      """
      select true from chats where id = $2 and owner_id = $1 limit 1
      """;

  private final DatabaseClient database;

  private record Rows(int count, String data, String last) {}

  MessageQueries(DatabaseClient database) {
    this.database = database;
  }

  /// @return nothing if the workspace has no such chat
  Mono<JsonPage> page(UUID workspaceId, UUID chatId, PageRequest asked) {
    return rows(workspaceId, chatId, asked)
        .flatMap(rows ->
            rows.count() == 0 ? chatExists(workspaceId, chatId).map(_ -> rows) : Mono.just(rows))
        .map(rows -> JsonPage.of(asked, rows.count(), rows.data(), rows.last()));
  }

  private Mono<Rows> rows(UUID workspaceId, UUID chatId, PageRequest asked) {
    Before before = asked.before();
    return database
        .sql(PAGE)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .bind(2, before.timestamp())
        .bind(3, before.id())
        .bind(4, asked.limit())
        .bind(5, asked.offset())
        .map(MessageQueries::rows)
        .one();
  }

  private static Rows rows(Readable row) {
    return new Rows(
        Objects.requireNonNull(row.get("rows", Integer.class)),
        Objects.requireNonNullElse(row.get("data", String.class), ""),
        Objects.requireNonNullElse(row.get("last", String.class), ""));
  }

  private Mono<Boolean> chatExists(UUID workspaceId, UUID chatId) {
    return database
        .sql(CHAT_EXISTS)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .mapValue(Boolean.class)
        .one();
  }
}
