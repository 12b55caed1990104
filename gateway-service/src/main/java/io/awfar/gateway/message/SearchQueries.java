package io.awfar.gateway.message;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Finds messages of the table `messages` by words, the newest first.
///
/// An index of words knows no time. So where few messages have the words, all of them are taken and
/// sorted. Where many do, and within a chat, messages are read from the newest on: common words are
/// found soon. Either ends after so many messages that no search can keep the server busy.
@Component
final class SearchQueries {

  private static final String WHETHER =
      """
      select to_regclass('idx_messages_search') is not null as indexed,
        search_query($1, $2) is not null as any_word
      """;

  static final String BY_INDEX =
      """
      with candidate as materialized (
        select id, created_at
        from messages
        where search_words(owner_id, body) @@ search_query($1, $2)
          and body is not null and type <> 'reaction'
          and owner_id = $1 and (created_at, id) < ($3, $4)
        limit $5 + 1
      )
      select id, created_at, (select count(*)::integer from candidate) as candidates
      from candidate
      order by created_at desc, id desc
      limit $6 + 1
      """;

  /// Of the rows `s`, in the order in which they are read.
  private static final String MATCH =
      """
      where s.body is not null and s.type <> 'reaction'
        and search_words(s.owner_id, s.body) @@ (select search_query($1, $2))
      """;

  /// Ids of messages rise with their time, and so does the primary key.
  private static final String OF_WORKSPACE =
      """
      select id, created_at, owner_id, body, type
      from messages
      where owner_id = $1 and id < $3
      order by id desc
      """;

  static final String THROUGH_WORKSPACE =
      "select s.id, s.created_at from ("
          + OF_WORKSPACE
          + " limit $4) s "
          + MATCH
          + "order by s.id desc limit $5 + 1";

  private static final String END_IN_WORKSPACE =
      """
      select id, created_at
      from messages
      where owner_id = $1 and id < $2
      order by id desc
      limit 1 offset $3 - 1
      """;

  private static final String OF_CHAT =
      """
      select id, created_at, owner_id, body, type
      from messages
      where chat_id = $3 and owner_id = $1 and (created_at, id) < ($4, $5)
      order by created_at desc, id desc
      """;

  static final String THROUGH_CHAT =
      "select s.id, s.created_at from ("
          + OF_CHAT
          + " limit $6) s "
          + MATCH
          + "order by s.created_at desc, s.id desc limit $7 + 1";

  private static final String END_IN_CHAT =
      """
      select id, created_at
      from messages
      where chat_id = $2 and owner_id = $1 and (created_at, id) < ($3, $4)
      order by created_at desc, id desc
      limit 1 offset $5 - 1
      """;

  private static final String CHAT =
      """
      select c.id
      from (select) always
      left join chat_aliases a on a.id = $2 and a.owner_id = $1
      join chats c on c.id = coalesce(a.chat_id, $2) and c.owner_id = $1
      limit 1
      """;

  private final DatabaseClient database;
  private final SearchSettings settings;

  SearchQueries(ReadDatabase database, GatewaySettings settings) {
    this.database = database.client();
    this.settings = settings.search();
  }

  /// @param places of the messages, the newest first
  /// @param next where to go on; null if there is nothing more
  record Found(List<Before> places, @Nullable Before next) {}

  private record Whether(boolean indexed, boolean anyWord) {}

  private record Candidate(Before place, int of) {}

  /// @return nothing if the workspace has no such chat
  Mono<Found> find(UUID workspaceId, SearchRequest asked) {
    return database
        .sql(WHETHER)
        .bind(0, workspaceId)
        .bind(1, asked.words())
        .map(row -> {
          Columns columns = new Columns(row);
          return new Whether(
              columns.get("indexed", Boolean.class), columns.get("any_word", Boolean.class));
        })
        .one()
        .flatMap(whether -> {
          if (!whether.anyWord()) {
            return Mono.error(SearchRequest.withoutWord());
          }
          UUID chatId = asked.chatId();
          return chatId == null
              ? inWorkspace(workspaceId, asked, whether.indexed())
              : chat(workspaceId, chatId).flatMap(id -> inChat(workspaceId, id, asked));
        });
  }

  private Mono<Found> inWorkspace(UUID workspaceId, SearchRequest asked, boolean indexed) {
    Mono<Found> few = indexed ? byIndex(workspaceId, asked) : Mono.empty();
    return few.switchIfEmpty(Mono.defer(() -> throughWorkspace(workspaceId, asked)));
  }

  /// @return nothing if too many messages have the words
  private Mono<Found> byIndex(UUID workspaceId, SearchRequest asked) {
    PageRequest page = asked.page();
    return database
        .sql(BY_INDEX)
        .bind(0, workspaceId)
        .bind(1, asked.words())
        .bind(2, page.before().timestamp())
        .bind(3, page.before().id())
        .bind(4, settings.candidatesMax())
        .bind(5, page.limit())
        .map(row -> new Candidate(place(row), new Columns(row).get("candidates", Integer.class)))
        .all()
        .collectList()
        .filter(rows -> rows.isEmpty() || rows.getFirst().of() <= settings.candidatesMax())
        .map(rows -> found(page, rows.stream().map(Candidate::place).toList(), null));
  }

  private Mono<Found> throughWorkspace(UUID workspaceId, SearchRequest asked) {
    PageRequest page = asked.page();
    UUID before = idBefore(page.before());
    return places(
            database
                .sql(THROUGH_WORKSPACE)
                .bind(0, workspaceId)
                .bind(1, asked.words())
                .bind(2, before)
                .bind(3, settings.scannedMax())
                .bind(4, page.limit()))
        .flatMap(places ->
            ended(
                page,
                places,
                database
                    .sql(END_IN_WORKSPACE)
                    .bind(0, workspaceId)
                    .bind(1, before)
                    .bind(2, settings.scannedMax())));
  }

  private Mono<Found> inChat(UUID workspaceId, UUID chatId, SearchRequest asked) {
    PageRequest page = asked.page();
    Before before = page.before();
    return places(
            database
                .sql(THROUGH_CHAT)
                .bind(0, workspaceId)
                .bind(1, asked.words())
                .bind(2, chatId)
                .bind(3, before.timestamp())
                .bind(4, before.id())
                .bind(5, settings.scannedMax())
                .bind(6, page.limit()))
        .flatMap(places ->
            ended(
                page,
                places,
                database
                    .sql(END_IN_CHAT)
                    .bind(0, workspaceId)
                    .bind(1, chatId)
                    .bind(2, before.timestamp())
                    .bind(3, before.id())
                    .bind(4, settings.scannedMax())));
  }

  private Mono<UUID> chat(UUID workspaceId, UUID chatId) {
    return database.sql(CHAT).bind(0, workspaceId).bind(1, chatId).mapValue(UUID.class).one();
  }

  /// Where a page is not full, the place is looked for at which reading ended.
  private static Mono<Found> ended(PageRequest page, List<Before> places, GenericExecuteSpec end) {
    return places.size() > page.limit()
        ? Mono.just(found(page, places, null))
        : end.map(SearchQueries::place)
            .one()
            .map(last -> found(page, places, last))
            .defaultIfEmpty(found(page, places, null));
  }

  private static Found found(PageRequest page, List<Before> places, @Nullable Before end) {
    if (places.size() <= page.limit()) {
      return new Found(places, end);
    }
    List<Before> shown = places.subList(0, page.limit());
    return new Found(shown, shown.getLast());
  }

  private static Mono<List<Before>> places(GenericExecuteSpec statement) {
    return statement.map(SearchQueries::place).all().collectList();
  }

  private static Before place(Readable row) {
    Columns columns = new Columns(row);
    return new Before(columns.get("created_at", Instant.class), columns.get("id", UUID.class));
  }

  /// The id that no message of that time or later is less than.
  private static UUID idBefore(Before before) {
    UUID id = before.id();
    if (id.getMostSignificantBits() != 0 || id.getLeastSignificantBits() != 0) {
      return id;
    }
    Instant millis = before.at().truncatedTo(ChronoUnit.MILLIS);
    long first = millis.equals(before.at()) ? millis.toEpochMilli() : millis.toEpochMilli() + 1;
    return new UUID(first << 16, 0);
  }
}
