package io.awfar.gateway.message;

import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.JsonPage;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.page.Total;
import io.awfar.gateway.reader.ReadDatabase;
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

/// Pages out of the tables `messages`, `message_statuses` and `media`, which persistence-service
/// owns.
@Component
final class MessageQueries {

  private static final String ROWS =
      """
      select p.rows,
        replace(replace(p.at[$5]::text, ' ', 'T'), '+00', 'Z') || ',' || p.id[$5] as last,
        convert_to(array_to_string(trim_array(p.json, greatest(p.rows - $5, 0)), ','), 'UTF8')
          as data,
        <changed> as changed
      from (
        select count(*)::integer as rows, array_agg(m.created_at) as at, array_agg(m.id) as id,
          array_agg(<json>) as json
        from (
          select p.*<changes>
          from (
            select *
            from messages
            where chat_id = $2 and owner_id = $1 and (created_at, id) < ($3, $4)
              and exists (select from chats where id = $2 and owner_id = $1)
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
          .replace("<json>", MessageJson.AS_SENT)
          .replace("<changes>", "");

  /// A page of any chat.
  static final String PAGE_OF_CHANGED =
      ROWS.replace("<changed>", "false")
          .replace("<json>", MessageJson.AS_IT_IS)
          .replace("<changes>", ", " + MessageJson.changes("$2"));

  /// Out of the index alone, and no further than a total goes. The rows of a chat are its
  /// workspace's, so that is asked once.
  static final String COUNT =
      """
      select count(*)
      from (
        select from messages
        where chat_id = $2 and exists (select from chats where id = $2 and owner_id = $1)
        limit $3
      ) counted
      """;

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

  MessageQueries(ReadDatabase database) {
    this.connections = database.connections();
    this.database = database.client();
  }

  /// @return nothing if the workspace has no such chat
  Mono<JsonPage> page(UUID workspaceId, UUID chatId, PageRequest asked) {
    return read(workspaceId, chatId, asked)
        .flatMap(page ->
            page.count() == 0
                ? ofNoMessages(workspaceId, chatId, asked, page)
                : counted(workspaceId, chatId, asked, page));
  }

  private Mono<JsonPage> counted(UUID workspaceId, UUID chatId, PageRequest asked, JsonPage page) {
    return asked.total()
        ? ofChat(COUNT, workspaceId, chatId)
            .bind(2, Total.COUNTED_MAX)
            .mapValue(Long.class)
            .one()
            .map(rows -> page.with(Total.of(rows)))
        : Mono.just(page);
  }

  /// A chat that became part of another has none of its own any more.
  private Mono<JsonPage> ofNoMessages(
      UUID workspaceId, UUID chatId, PageRequest asked, JsonPage empty) {
    return chatExists(workspaceId, chatId)
        .flatMap(_ -> counted(workspaceId, chatId, asked, empty))
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
    int rows = Objects.requireNonNull(row.get("rows", Integer.class));
    JsonPage page =
        new JsonPage(
            asked,
            Math.min(rows, asked.limit()),
            Objects.requireNonNullElse(row.get("data", ByteBuffer.class), NOTHING),
            // One more than the limit was looked for, to see if there are more.
            rows > asked.limit() ? row.get("last", String.class) : null,
            null);
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
