package io.awfar.gateway.message;

import io.awfar.gateway.message.SearchQueries.Found;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.JsonPage;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Shows messages that a search has found, out of `messages` and what belongs to it.
///
/// What was revoked is not shown, nor what has other words since it was edited: the index knows
/// only what was sent. Edits are messages and found by themselves.
@Component
final class FoundMessageQueries {

  static final String SHOWN =
      """
      select count(*)::integer as rows,
        convert_to(coalesce(string_agg(<json>, ',' order by m.created_at desc, m.id desc), ''),
          'UTF8') as data
      from (
        select p.*, <changes>
        from (select * from messages where id = any($2) and owner_id = $1) p
        offset 0
      ) m
      where <standing>
        and search_words(m.owner_id, <body>) @@ (select search_query($1, $3))
      """
          .replace("<json>", MessageJson.AS_IT_IS)
          .replace("<changes>", MessageJson.changes("p.chat_id"))
          .replace("<standing>", MessageJson.STANDING)
          .replace("<body>", MessageJson.BODY);

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final DatabaseClient database;

  FoundMessageQueries(ReadDatabase database) {
    this.database = database.client();
  }

  Mono<JsonPage> page(UUID workspaceId, SearchRequest asked, Found found) {
    Before end = found.next();
    String next = end == null ? null : end + (found.oneByOne() ? SearchRequest.ONE_BY_ONE : "");
    if (found.places().isEmpty()) {
      return Mono.just(page(asked, 0, NOTHING, next));
    }
    return database
        .sql(SHOWN)
        .bind(0, workspaceId)
        .bind(1, found.places().stream().map(Before::id).toArray(UUID[]::new))
        .bind(2, asked.words())
        .map(row -> {
          Columns columns = new Columns(row);
          return page(
              asked,
              columns.get("rows", Integer.class),
              columns.get("data", ByteBuffer.class),
              next);
        })
        .one();
  }

  private static JsonPage page(
      SearchRequest asked, int count, ByteBuffer data, @Nullable String next) {
    return new JsonPage(asked.page(), count, data, next, null);
  }
}
