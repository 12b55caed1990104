package io.awfar.gateway.live;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `live_marks`: how far gateways were, for clients that come back to another one.
@Component
final class LiveMarkQueries {

  private static final String ADD =
      """
      with gone as (
        delete from live_marks where at < now() - make_interval(secs => $2)
      )
      insert into live_marks (positions) values ($1) returning id
      """;

  private static final String BY_ID =
      """
      select positions from live_marks
      where id = $1 and at >= now() - make_interval(secs => $2)
      """;

  private static final String NEWEST =
      """
      select positions from live_marks
      where at >= now() - make_interval(secs => $1)
      order by at desc, id desc
      limit $2
      """;

  private final DatabaseClient database;

  LiveMarkQueries(DatabaseClient database) {
    this.database = database;
  }

  /// Keeps a mark, and none that is older than that.
  ///
  /// @return its id
  Mono<Long> add(Positions positions, Duration ageMax) {
    return database
        .sql(ADD)
        .bind(0, positions.text())
        .bind(1, seconds(ageMax))
        .mapValue(Long.class)
        .one();
  }

  /// @return nothing if there is none, or none any more
  Mono<Positions> byId(long id, Duration ageMax) {
    return database
        .sql(BY_ID)
        .bind(0, id)
        .bind(1, seconds(ageMax))
        .mapValue(String.class)
        .one()
        .map(Positions::parse);
  }

  /// The newest first.
  Flux<Positions> newest(Duration ageMax, int countMax) {
    return database
        .sql(NEWEST)
        .bind(0, seconds(ageMax))
        .bind(1, countMax)
        .mapValue(String.class)
        .all()
        .map(Positions::parse);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
