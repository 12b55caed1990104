package io.awfar.gateway.message;

import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.JsonPage;
import io.awfar.gateway.page.PageRequest;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The tables `messages`, `message_statuses` and `media`, which persistence-service owns.
@Component
final class MessageQueries {

  // The database writes the page as JSON, each message with the members of `Message`, so that the
  // gateway need not take 50 rows apart into columns and put them together again. The JSON is made
  // of texts, because `json_build_object` and `row_to_json` look up the type of each column for
  // each row; in groups, because each `||` copies what stands to its left. `to_json` escapes what
  // people and WhatsApp wrote; ids and our own two words for the direction need no escape.
  //
  // Status and file are looked up only for messages that can have one, each by one probe of a
  // primary key. The status with the highest rank is the current one. A message of ours that
  // WhatsApp has no id for yet has its statuses under its own, and is queued without any. What went
  // wrong stands in the same row as the status, so a page without failures pays a comparison of two
  // words for each message of ours and no look-up.
  private static final String ROWS =
      """
      select p.rows,
        replace(replace(p.at[$5]::text, ' ', 'T'), '+00', 'Z') || ',' || p.id[$5] as last,
        convert_to(array_to_string(trim_array(p.json, greatest(p.rows - $5, 0)), ','), 'UTF8')
          as data,
        <changed> as changed
      from (
        select count(*)::integer as rows, array_agg(m.created_at) as at, array_agg(m.id) as id,
          array_agg(
            ('{"id":"' || m.id || '","chatId":"' || m.chat_id
              || coalesce('","contactId":"' || m.contact_id || '"', '","contactId":null'))
            || (',"waMessageId":' || coalesce(to_json(m.wa_message_id)::text, 'null')
              || ',"direction":"' || m.direction || '","type":' || to_json(m.type))
            || coalesce(',"body":' || to_json(<body>)::text, ',"body":null')
            || (coalesce(',"content":' || <content>, ',"content":null')
              || coalesce(',"replyTo":' || to_json(m.reply_to)::text, ',"replyTo":null')
              || ',"createdAt":' || replace(to_json(m.created_at)::text, '+00:00', 'Z'))
            || <members>
            || (coalesce(',"status":' || case when m.direction = 'outbound' then coalesce((
                  select to_json(s.status)::text
                    || case when s.status in ('failed', 'unconfirmed')
                        and (s.error_code is not null or s.error_title is not null)
                      then ',"error":' || json_build_object('code', s.error_code,
                        'title', s.error_title, 'details', s.error_details)::text
                      else ',"error":null' end
                  from message_statuses s
                  where s.owner_id = $1
                    and s.wa_message_id = coalesce(m.wa_message_id, m.id::text)
                  order by s.rank desc
                  limit 1
                ), (m.content -> 'historyStatus')::text || ',"error":null',
                case when m.wa_message_id is null then '"queued","error":null' end) end,
                ',"status":null,"error":null')
              || coalesce(',"media":' || case when <standing>
                and (m.media_id is not null or m.mime_type is not null) then (
                  select json_build_object('status', coalesce(f.outcome, 'pending'),
                    'mimeType', coalesce(f.mime_type, m.mime_type), 'fileName', m.file_name,
                    'sizeBytes', f.size_bytes, 'voice', m.voice, 'reason', f.reason)::text
                  from (select) always
                  left join media f on f.owner_id = $1 and f.message_id = m.id
                ) end || '}', ',"media":null}'))
          ) as json
        from (
          select p.*<changes>
          from (
            select *
            from messages
            where chat_id = $2 and owner_id = $1 and (created_at, id) < ($3, $4)
            order by created_at desc, id desc
            limit $5 + 1 offset $6
          ) p
          offset 0
        ) m
      ) p
      """;

  /// A page of a chat in which nothing was edited, revoked or reacted to, and whether that is so.
  /// Merely to get ready for looking such changes up costs the server about a tenth of a page.
  static final String PAGE =
      ROWS.replace(
              "<changed>",
              "(select exists (select from messages where chat_id = $2 and type in"
                  + " ('edit', 'revoke', 'reaction')))")
          .replace("<body>", "m.body")
          .replace("<content>", "m.content::text")
          .replace("<members>", "',\"editedAt\":null,\"revokedAt\":null,\"reactions\":[]'")
          .replace("<standing>", "true")
          .replace("<changes>", "");

  /// A page of any chat. `offset 0` has the changes looked up once and not wherever they are used.
  static final String PAGE_OF_CHANGED =
      ROWS.replace("<changed>", "false")
          .replace(
              "<body>",
              "case when m.changes[3] is not null or m.withdrawn then null"
                  + " when m.changes[2] is not null then m.changes[1] else m.body end")
          .replace(
              "<content>",
              "case when m.changes[3] is null and not m.withdrawn then m.content::text end")
          .replace("<members>", "m.changes[4]")
          .replace("<standing>", "m.changes[3] is null and not m.withdrawn")
          .replace(
              "<changes>",
              ", ("
                  + MessageChanges.OF_MESSAGE
                  + ") as changes, "
                  + MessageChanges.WITHDRAWN
                  + " as withdrawn");

  private static final String MERGED =
      """
      select chat_id from chat_aliases where id = $2 and owner_id = $1 limit 1
      """;

  private static final String CHAT_EXISTS =
      """
      select true from chats where id = $2 and owner_id = $1 limit 1
      """;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  // The driver reads a statement letter by letter each time that it is executed.
  private static final String PAGE_ON_A_LINE = onALine(PAGE);
  private static final String PAGE_OF_CHANGED_ON_A_LINE = onALine(PAGE_OF_CHANGED);

  private final ConnectionFactory connections;
  private final DatabaseClient database;

  MessageQueries(ConnectionFactory connections, DatabaseClient database) {
    this.connections = connections;
    this.database = database;
  }

  /// @return nothing if the workspace has no such chat
  Mono<JsonPage> page(UUID workspaceId, UUID chatId, PageRequest asked) {
    return read(workspaceId, chatId, asked)
        .flatMap(page ->
            page.rows() == 0 ? ofNoMessages(workspaceId, chatId, asked, page) : Mono.just(page));
  }

  /// A chat that became part of another has none of its own any more.
  private Mono<JsonPage> ofNoMessages(
      UUID workspaceId, UUID chatId, PageRequest asked, JsonPage empty) {
    return chatExists(workspaceId, chatId)
        .map(_ -> empty)
        .switchIfEmpty(
            Mono.defer(() ->
                ofChat(MERGED, workspaceId, chatId)
                    .mapValue(UUID.class)
                    .one()
                    .flatMap(other -> page(workspaceId, other, asked))));
  }

  // By the driver itself: Spring's client looks for a transaction, which costs two exceptions, and
  // puts a proxy around the connection.
  private Mono<JsonPage> read(UUID workspaceId, UUID chatId, PageRequest asked) {
    return Mono.usingWhen(
            connections.create(),
            connection ->
                execute(connection, PAGE_ON_A_LINE, workspaceId, chatId, asked)
                    .flatMap(read ->
                        read.changed()
                            ? execute(
                                connection, PAGE_OF_CHANGED_ON_A_LINE, workspaceId, chatId, asked)
                            : Mono.just(read))
                    .map(Read::page),
            Connection::close)
        .onErrorMap(
            R2dbcException.class,
            e -> ConnectionFactoryUtils.convertR2dbcException("page of messages", PAGE, e));
  }

  private static Mono<Read> execute(
      Connection connection, String sql, UUID workspaceId, UUID chatId, PageRequest asked) {
    Before before = asked.before();
    return Flux.from(
            connection
                .createStatement(sql)
                .bind(0, workspaceId)
                .bind(1, chatId)
                .bind(2, before.timestamp())
                .bind(3, before.id())
                .bind(4, asked.limit())
                .bind(5, asked.offset())
                .execute())
        .flatMap(result -> result.map(row -> decoded(asked, row)))
        .single();
  }

  private static Read decoded(PageRequest asked, Readable row) {
    JsonPage page =
        new JsonPage(
            asked,
            Objects.requireNonNull(row.get("rows", Integer.class)),
            Objects.requireNonNullElse(row.get("data", ByteBuffer.class), NOTHING),
            Objects.requireNonNullElse(row.get("last", String.class), ""));
    return new Read(page, Objects.requireNonNull(row.get("changed", Boolean.class)));
  }

  private Mono<Boolean> chatExists(UUID workspaceId, UUID chatId) {
    return ofChat(CHAT_EXISTS, workspaceId, chatId).mapValue(Boolean.class).one();
  }

  private GenericExecuteSpec ofChat(String sql, UUID workspaceId, UUID chatId) {
    return database.sql(sql).bind(0, workspaceId).bind(1, chatId);
  }

  private static String onALine(String sql) {
    return sql.replaceAll("\\s+", " ");
  }

  /// @param changed whether messages of the chat have become others, which the page does not say
  private record Read(JsonPage page, boolean changed) {}
}
