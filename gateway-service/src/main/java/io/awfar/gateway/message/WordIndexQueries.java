package io.awfar.gateway.message;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.message.SearchQueries.Found;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Finds all messages of a workspace that have some words, if they are few and found soon.
///
/// The server puts together where all of them stand before it hands on the first, however many that
/// are: so it is given a time for it.
@Component
final class WordIndexQueries {

  static final String FEW =
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

  private static final String TIME_IS_UP = "57014";

  private final ConnectionFactory connections;
  private final SearchSettings settings;
  private final String timeMax;

  WordIndexQueries(ReadDatabase database, GatewaySettings settings) {
    this.connections = database.connections();
    this.settings = settings.search();
    this.timeMax =
        "set local statement_timeout = " + settings.search().candidatesTimeMax().toMillis();
  }

  private record Candidate(Before place, int of) {}

  /// @return nothing if too many messages have the words, or time is up
  Mono<Found> find(UUID workspaceId, SearchRequest asked) {
    PageRequest page = asked.page();
    return Mono.usingWhen(
            connections.create(),
            connection -> few(connection, workspaceId, asked),
            WordIndexQueries::end,
            (connection, _) -> end(connection),
            WordIndexQueries::end)
        .onErrorResume(
            R2dbcException.class,
            failure ->
                TIME_IS_UP.equals(failure.getSqlState())
                    ? Mono.empty()
                    : Mono.error(
                        ConnectionFactoryUtils.convertR2dbcException("search", FEW, failure)))
        .filter(rows -> rows.isEmpty() || rows.getFirst().of() <= settings.candidatesMax())
        .map(rows ->
            Found.of(page.limit(), rows.stream().map(Candidate::place).toList(), null, false));
  }

  private Mono<List<Candidate>> few(Connection connection, UUID workspaceId, SearchRequest asked) {
    PageRequest page = asked.page();
    Flux<Candidate> rows =
        Flux.from(
                connection
                    .createStatement(FEW)
                    .bind(0, workspaceId)
                    .bind(1, asked.words())
                    .bind(2, page.before().timestamp())
                    .bind(3, page.before().id())
                    .bind(4, settings.candidatesMax())
                    .bind(5, page.limit())
                    .execute())
            .concatMap(result -> result.map((Readable row) -> candidate(row)));
    return Mono.from(connection.beginTransaction())
        .thenMany(connection.createStatement(timeMax).execute())
        .concatMap(result -> result.getRowsUpdated())
        .then(Mono.defer(rows::collectList));
  }

  /// Nothing was written, and the time must not stay with the connection.
  private static Publisher<Void> end(Connection connection) {
    return Mono.from(connection.rollbackTransaction())
        .onErrorComplete()
        .then(Mono.from(connection.close()));
  }

  private static Candidate candidate(Readable row) {
    Columns columns = new Columns(row);
    return new Candidate(
        new Before(columns.get("created_at", Instant.class), columns.get("id", UUID.class)),
        columns.get("candidates", Integer.class));
  }
}
