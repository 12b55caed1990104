package io.awfar.gateway.auth;

import io.awfar.gateway.row.Columns;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `signing_keys`.
@Component
final class SigningKeyQueries {

  /// As many as rotations once an hour leave behind in a month.
  private static final int KEYS_MAX = 1000;

  private static final String ALL =
      """
      select kid, jwk, token_validity_max < $1 * interval '1 millisecond' as outlived
      from signing_keys
      where retired_at is null
        or retired_at + token_validity_max + interval '1 hour' > now()
      order by retired_at desc nulls first
      limit $2
      """;

  private static final String ADD_IF_NONE =
      """
      insert into signing_keys (kid, jwk, token_validity_max)
      values ($1, $2, $3 * interval '1 millisecond')
      on conflict do nothing
      """;

  private static final String OUTLIVE =
      """
      update signing_keys set token_validity_max = $2 * interval '1 millisecond'
      where kid = $1 and token_validity_max < $2 * interval '1 millisecond'
      """;

  private static final String IS_DUE =
      """
      select exists (
        select 1 from signing_keys
        where retired_at is null and created_at <= now() - $1 * interval '1 millisecond')
      """;

  /// Whoever comes second finds the key retired, and adds none. What is retired only verifies, and
  /// loses its private part.
  private static final String REPLACE =
      """
      with retired as (
        update signing_keys
        set retired_at = now(),
          jwk = (jwk::jsonb - array['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'])::text
        where retired_at is null and created_at <= now() - $4 * interval '1 millisecond'
        returning kid
      )
      insert into signing_keys (kid, jwk, token_validity_max)
      select $1, $2, $3 * interval '1 millisecond' from retired
      """;

  /// Others may sign with a key for a while after its retirement, until they look; and their clocks
  /// are not the database's.
  private static final String DELETE_ENDED =
      """
      delete from signing_keys
      where retired_at + token_validity_max + interval '1 hour' <= now()
      """;

  private final DatabaseClient database;

  SigningKeyQueries(DatabaseClient database) {
    this.database = database;
  }

  /// @param jwk with its private part as long as it signs
  /// @param outlived whether tokens may live longer than the row says
  record Kept(String kid, String jwk, boolean outlived) {}

  /// Those that verify tokens which have not expired, the one that signs first.
  Flux<Kept> all(Duration tokenValidity) {
    return database
        .sql(ALL)
        .bind(0, tokenValidity.toMillis())
        .bind(1, KEYS_MAX)
        .map(row -> kept(new Columns(row)))
        .all();
  }

  /// Adds the key unless there is one that signs.
  Mono<Void> addIfNone(String kid, String jwk, Duration tokenValidity) {
    return database
        .sql(ADD_IF_NONE)
        .bind(0, kid)
        .bind(1, jwk)
        .bind(2, tokenValidity.toMillis())
        .then();
  }

  /// Lets the key verify for as long as tokens live that are signed from now on.
  Mono<Void> outlive(String kid, Duration tokenValidity) {
    return database.sql(OUTLIVE).bind(0, kid).bind(1, tokenValidity.toMillis()).then();
  }

  /// Whether the key that signs has reached the age.
  Mono<Boolean> isDue(Duration age) {
    return database.sql(IS_DUE).bind(0, age.toMillis()).mapValue(Boolean.class).one();
  }

  /// Lets the key sign in place of one that has reached the age, unless another gateway was faster.
  ///
  /// @return how many keys were replaced, 0 or 1
  Mono<Long> replace(String kid, String jwk, Duration tokenValidity, Duration age) {
    return database
        .sql(REPLACE)
        .bind(0, kid)
        .bind(1, jwk)
        .bind(2, tokenValidity.toMillis())
        .bind(3, age.toMillis())
        .fetch()
        .rowsUpdated();
  }

  /// Deletes those that verify nothing any more.
  Mono<Long> deleteEnded() {
    return database.sql(DELETE_ENDED).fetch().rowsUpdated();
  }

  private static Kept kept(Columns row) {
    return new Kept(
        row.get("kid", String.class),
        row.get("jwk", String.class),
        row.get("outlived", Boolean.class));
  }
}
