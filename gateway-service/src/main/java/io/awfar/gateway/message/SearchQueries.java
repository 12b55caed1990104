package io.awfar.gateway.message;

import io.awfar.gateway.page.Before;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Finds messages of the table `messages` by words, the newest first.
///
/// An index of words knows no time. So where few messages have the words, all of them are taken and
/// sorted. Where many do, and within a chat, messages are read from the newest on: common words are
/// found soon. Either ends after so many messages, and so much time, that no search can keep the
/// server busy.
@Component
final class SearchQueries {

  private static final String WHETHER =
      """
      select to_regclass('idx_messages_search') is not null as indexed,
        to_regclass('idx_messages_newest') is not null as ordered,
        search_query($1, $2) is not null as any_word
      """;

  static final String CHAT =
      """
      select c.id
      from (select) always
      left join chat_aliases a on a.id = $2 and a.owner_id = $1
      join chats c on c.id = coalesce(a.chat_id, $2) and c.owner_id = $1
      limit 1
      """;

  private final DatabaseClient database;
  private final WordIndexQueries words;
  private final NewestMessageQueries newest;

  SearchQueries(ReadDatabase database, WordIndexQueries words, NewestMessageQueries newest) {
    this.database = database.client();
    this.words = words;
    this.newest = newest;
  }

  /// @param places of the messages, the newest first
  /// @param next where to go on; null if there is nothing more
  /// @param oneByOne whether messages were read one by one
  record Found(List<Before> places, @Nullable Before next, boolean oneByOne) {

    /// Those that were looked for, of which there may be one more than a page takes.
    ///
    /// @param end where reading ended, null at the end of all
    static Found of(int limit, List<Before> places, @Nullable Before end, boolean oneByOne) {
      if (places.size() <= limit) {
        return new Found(places, end, oneByOne);
      }
      List<Before> shown = List.copyOf(places.subList(0, limit));
      return new Found(shown, shown.getLast(), oneByOne);
    }
  }

  private record Whether(boolean indexed, boolean ordered, boolean anyWord) {}

  /// @return nothing if the workspace has no such chat
  Mono<Found> find(UUID workspaceId, SearchRequest asked) {
    return database
        .sql(WHETHER)
        .bind(0, workspaceId)
        .bind(1, asked.words())
        .map(row -> {
          Columns columns = new Columns(row);
          return new Whether(
              columns.get("indexed", Boolean.class),
              columns.get("ordered", Boolean.class),
              columns.get("any_word", Boolean.class));
        })
        .one()
        .flatMap(whether -> {
          if (!whether.anyWord()) {
            return Mono.error(SearchRequest.withoutWord());
          }
          UUID chatId = asked.chatId();
          return chatId == null
              ? inWorkspace(workspaceId, asked, whether)
              : chat(workspaceId, chatId).flatMap(id -> newest.inChat(workspaceId, id, asked));
        });
  }

  private Mono<Found> inWorkspace(UUID workspaceId, SearchRequest asked, Whether whether) {
    Mono<Found> few =
        whether.indexed() && !asked.oneByOne() ? words.find(workspaceId, asked) : Mono.empty();
    return few.switchIfEmpty(
        Mono.defer(() -> newest.inWorkspace(workspaceId, asked, whether.ordered())));
  }

  private Mono<UUID> chat(UUID workspaceId, UUID chatId) {
    return database.sql(CHAT).bind(0, workspaceId).bind(1, chatId).mapValue(UUID.class).one();
  }
}
