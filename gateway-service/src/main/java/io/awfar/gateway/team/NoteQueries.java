package io.awfar.gateway.team;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.page.Total;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `chat_notes`, to read.
@Component
final class NoteQueries {

  private static final String COLUMNS =
      """
      n.id, n.chat_id, n.author_id, (
          select u.name from users u where u.id = n.author_id and u.workspace_id = $1
        ) as author_name, n.text, n.created_at, n.edited_at, n.edited_by
      """;

  static final String PAGE =
      """
      select <columns>
      from (
        select *
        from chat_notes
        where chat_id = $2 and owner_id = $1 and deleted_at is null and (created_at, id) < ($3, $4)
        order by created_at desc, id desc
        limit $5 offset $6
      ) n
      order by n.created_at desc, n.id desc
      """
          .replace("<columns>", COLUMNS);

  private static final String COUNT =
      """
      select count(*) from (
        select from chat_notes
        where chat_id = $2 and owner_id = $1 and deleted_at is null
        limit $3
      ) counted
      """;

  private static final String ONE =
      """
      select <columns>
      from chat_notes n
      where n.id = $2 and n.owner_id = $1 and n.deleted_at is null
      """
          .replace("<columns>", COLUMNS);

  private final DatabaseClient database;

  NoteQueries(ReadDatabase database) {
    this.database = database.client();
  }

  /// @param chatId that the chat has now
  Mono<Page<Note>> page(UUID workspaceId, UUID chatId, PageRequest asked) {
    Before before = asked.before();
    return database
        .sql(PAGE)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .bind(2, before.timestamp())
        .bind(3, before.id())
        .bind(4, asked.limit() + 1)
        .bind(5, asked.offset())
        .map(row -> note(new Columns(row)))
        .all()
        .collectList()
        .map(rows -> Page.of(asked, rows, note -> new Before(note.createdAt(), note.id())))
        .flatMap(page -> page.counted(asked, Mono.defer(() -> count(workspaceId, chatId))));
  }

  private Mono<Long> count(UUID workspaceId, UUID chatId) {
    return database
        .sql(COUNT)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .bind(2, Total.COUNTED_MAX)
        .mapValue(Long.class)
        .one();
  }

  /// @throws RefusedException if the workspace has no such note
  Mono<Note> one(UUID workspaceId, UUID id) {
    return database
        .sql(ONE)
        .bind(0, workspaceId)
        .bind(1, id)
        .map(row -> note(new Columns(row)))
        .one()
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.NOTE_NOT_FOUND)));
  }

  private static Note note(Columns row) {
    return new Note(
        row.get("id", UUID.class),
        row.get("chat_id", UUID.class),
        row.get("author_id", UUID.class),
        row.find("author_name", String.class),
        row.get("text", String.class),
        row.get("created_at", Instant.class),
        row.find("edited_at", Instant.class),
        row.find("edited_by", UUID.class));
  }
}
