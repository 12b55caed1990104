package io.awfar.gateway.auth;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `signing_keys`.
@Component
final class SigningKeyQueries {

  private static final String ACTIVE =
      """
      select jwk from signing_keys where retired_at is null limit 1
      """;

  private static final String ADD_IF_NONE =
      """
      insert into signing_keys (kid, jwk) values ($1, $2) on conflict do nothing
      """;

  private final DatabaseClient database;

  SigningKeyQueries(DatabaseClient database) {
    this.database = database;
  }

  Mono<String> active() {
    return database.sql(ACTIVE).mapValue(String.class).one();
  }

  /// Adds the key unless another gateway was faster.
  Mono<Void> addIfNone(String kid, String jwk) {
    return database.sql(ADD_IF_NONE).bind(0, kid).bind(1, jwk).then();
  }
}
