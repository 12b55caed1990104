package io.awfar.gateway.message;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.message.SearchQueries.Found;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Reads messages from the newest on and takes those that have some words, some at a time, until a
/// page is full or enough has been read.
///
/// Each time it is asked first where those some end, and then for what has the words up to there:
/// so however the server goes about it, it reads no more than that, and what comes in meanwhile is
/// neither lost nor repeated.
@Component
final class NewestMessageQueries {

  private static final int PARTS = 5;
  private static final int PART_ROWS_MIN = 100;

  private static final UUID FIRST_ID = new UUID(0, 0);

  /// Before all that was ever sent.
  private static final Before FIRST = new Before(Instant.parse("0001-01-01T00:00:00Z"), FIRST_ID);

  /// Ids of messages rise with their time. Compared as a pair, so that it can only be done through
  /// the index that has both: the primary key would lead past all that other workspaces have.
  static final String END_IN_WORKSPACE =
      """
      select id, created_at
      from messages
      where (owner_id, id) < ($1, $3)
        and (owner_id, id) >= ($1, '00000000-0000-0000-0000-000000000000')
        and body is not null and type <> 'reaction'
      order by owner_id desc, id desc
      limit 1 offset $2 - 1
      """;

  /// Without that index: of all workspaces, so that as few rows are read.
  static final String END =
      """
      select id, created_at from messages where id < $2 order by id desc limit 1 offset $1 - 1
      """;

  static final String IN_WORKSPACE =
      through(
          """
          where (owner_id, id) < ($1, $4) and (owner_id, id) >= ($1, $5)
            and body is not null and type <> 'reaction'
          order by owner_id desc, id desc
          """,
          "s.owner_id desc, s.id desc");

  static final String AMONG_ALL =
      through(
          """
          where owner_id = $1 and id < $4 and id >= $5 and body is not null and type <> 'reaction'
          order by id desc
          """,
          "s.id desc");

  static final String END_IN_CHAT =
      """
      select id, created_at
      from messages
      where chat_id = $3 and owner_id = $1 and (created_at, id) < ($4, $5)
      order by created_at desc, id desc
      limit 1 offset $2 - 1
      """;

  static final String IN_CHAT =
      through(
          """
          where chat_id = $4 and owner_id = $1 and (created_at, id) < ($5, $6)
            and (created_at, id) >= ($7, $8) and body is not null and type <> 'reaction'
          order by created_at desc, id desc
          """,
          "s.created_at desc, s.id desc");

  private final DatabaseClient database;
  private final SearchSettings settings;
  private final int partRows;

  NewestMessageQueries(ReadDatabase database, GatewaySettings settings) {
    this.database = database.client();
    this.settings = settings.search();
    this.partRows = Math.max(PART_ROWS_MIN, this.settings.scannedMax() / PARTS);
  }

  /// The rows are read before it is asked what words they have, which an index would answer of all
  /// messages.
  private static String through(String rows, String order) {
    return """
    select s.id, s.created_at
    from (
      select id, created_at, owner_id, body
      from messages
      <rows>
      offset 0
    ) s
    where search_words(s.owner_id, s.body) @@ (select search_query($1, $2))
    order by <order>
    limit $3
    """
        .replace("<rows>\n", rows)
        .replace("<order>", order);
  }

  /// A list that is read.
  private interface Reading {

    /// Where that many of its messages end.
    GenericExecuteSpec end(Before before, int rows);

    /// The first of those between that have the words.
    ///
    /// @param end itself between
    GenericExecuteSpec between(Before before, Before end, int rowsMax);

    /// The place itself, or one a little before it.
    default Before shown(Before before, Before end) {
      return end;
    }
  }

  /// @param ordered whether the workspaces have their messages in an index of their own
  Mono<Found> inWorkspace(UUID workspaceId, SearchRequest asked, boolean ordered) {
    return read(new OfWorkspace(workspaceId, asked.words(), ordered), asked.page());
  }

  /// @param chatId that the chat has now
  Mono<Found> inChat(UUID workspaceId, UUID chatId, SearchRequest asked) {
    return read(new OfChat(workspaceId, chatId, asked.words()), asked.page());
  }

  private Mono<Found> read(Reading reading, PageRequest page) {
    long endNanos = System.nanoTime() + settings.timeMax().toNanos();
    return read(reading, page, page.before(), List.of(), settings.scannedMax(), endNanos);
  }

  private Mono<Found> read(
      Reading reading,
      PageRequest page,
      Before before,
      List<Before> found,
      int rowsMax,
      long endNanos) {
    int rows = Math.min(partRows, rowsMax);
    return reading
        .end(before, rows)
        .map(row -> reading.shown(before, place(new Columns(row))))
        .one()
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(end ->
            reading
                .between(before, end.orElse(FIRST), page.limit() + 1 - found.size())
                .map(row -> place(new Columns(row)))
                .all()
                .collectList()
                .flatMap(more -> {
                  List<Before> all = new ArrayList<>(found);
                  all.addAll(more);
                  boolean over =
                      end.isEmpty()
                          || all.size() > page.limit()
                          || rows == rowsMax
                          || System.nanoTime() - endNanos >= 0;
                  return over
                      ? Mono.just(Found.of(page.limit(), all, end.orElse(null), true))
                      : read(reading, page, end.get(), all, rowsMax - rows, endNanos);
                }));
  }

  private static Before place(Columns row) {
    return new Before(row.get("created_at", Instant.class), row.get("id", UUID.class));
  }

  private GenericExecuteSpec bound(String sql, Object... values) {
    return database.sql(sql).bindValues(List.of(values));
  }

  private final class OfChat implements Reading {

    private final UUID workspaceId;
    private final UUID chatId;
    private final String words;

    private OfChat(UUID workspaceId, UUID chatId, String words) {
      this.workspaceId = workspaceId;
      this.chatId = chatId;
      this.words = words;
    }

    @Override
    public GenericExecuteSpec end(Before before, int rows) {
      return bound(END_IN_CHAT, workspaceId, rows, chatId, before.timestamp(), before.id());
    }

    @Override
    public GenericExecuteSpec between(Before before, Before end, int rowsMax) {
      return bound(
          IN_CHAT,
          workspaceId,
          words,
          rowsMax,
          chatId,
          before.timestamp(),
          before.id(),
          end.timestamp(),
          end.id());
    }
  }

  private final class OfWorkspace implements Reading {

    private final UUID workspaceId;
    private final String words;
    private final boolean ordered;

    private OfWorkspace(UUID workspaceId, String words, boolean ordered) {
      this.workspaceId = workspaceId;
      this.words = words;
      this.ordered = ordered;
    }

    @Override
    public GenericExecuteSpec end(Before before, int rows) {
      UUID id = idBefore(before);
      return ordered ? bound(END_IN_WORKSPACE, workspaceId, rows, id) : bound(END, rows, id);
    }

    @Override
    public GenericExecuteSpec between(Before before, Before end, int rowsMax) {
      String sql = ordered ? IN_WORKSPACE : AMONG_ALL;
      return bound(sql, workspaceId, words, rowsMax, idBefore(before), end.id());
    }

    /// Where the end may be a message of another workspace, nothing but its time is told of it: all
    /// of that millisecond is left to the next part.
    @Override
    public Before shown(Before before, Before end) {
      if (ordered) {
        return end;
      }
      long next = (end.id().getMostSignificantBits() >>> 16) + 1;
      UUID id = new UUID(next << 16, 0);
      boolean goesOn =
          Long.compareUnsigned(
                  id.getMostSignificantBits(), idBefore(before).getMostSignificantBits())
              < 0;
      return goesOn ? new Before(Instant.ofEpochMilli(next), id) : end;
    }
  }

  /// The id that no message of that time or later is less than.
  private static UUID idBefore(Before before) {
    UUID id = before.id();
    if (!id.equals(FIRST_ID)) {
      return id;
    }
    Instant millis = before.at().truncatedTo(ChronoUnit.MILLIS);
    long first = millis.equals(before.at()) ? millis.toEpochMilli() : millis.toEpochMilli() + 1;
    return new UUID(first << 16, 0);
  }
}
