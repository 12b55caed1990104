package io.awfar.gateway.idempotency;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.row.Columns;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `api_requests`.
@Component
final class ApiRequestQueries {

  private static final int DELETED_AT_ONCE_MAX = 5_000;

  /// A row that is forgotten is as good as none. What somebody left undone goes on with the plan
  /// that he had.
  static final String CLAIM =
      """
      insert into api_requests as r (workspace_id, user_id, route, key, claim, fingerprint,
        claimed_until)
      values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 millisecond')
      on conflict (workspace_id, user_id, route, key) do update set
        claim = excluded.claim,
        claimed_until = excluded.claimed_until,
        fingerprint = excluded.fingerprint,
        plan = case when r.created_at > now() - $8 * interval '1 millisecond' then r.plan end,
        answer = null,
        created_at = case when r.created_at > now() - $8 * interval '1 millisecond'
          then r.created_at else excluded.created_at end
      where r.created_at <= now() - $8 * interval '1 millisecond'
        or (r.answer is null and r.claimed_until <= now() and r.fingerprint = excluded.fingerprint)
      returning plan
      """;

  static final String FIND =
      """
      select fingerprint, answer from api_requests
      where workspace_id = $1 and user_id = $2 and route = $3 and key = $4
      """;

  private static final String OWN =
      """
      where workspace_id = $1 and user_id = $2 and route = $3 and key = $4 and claim = $5
        and answer is null
      """;

  private static final String PLAN = "update api_requests set plan = $6 " + OWN;
  private static final String ANSWER = "update api_requests set answer = $6 " + OWN;
  private static final String LEAVE = "update api_requests set claimed_until = now() " + OWN;
  private static final String FORGET = "delete from api_requests " + OWN + " and plan is null";

  static final String CLEAN_UP =
      """
      delete from api_requests where ctid = any(array(
        select ctid from api_requests where created_at <= now() - $1 * interval '1 millisecond'
        order by created_at limit $2 for update skip locked))
      """;

  private final DatabaseClient database;
  private final IdempotencySettings settings;

  ApiRequestQueries(DatabaseClient database, GatewaySettings settings) {
    this.database = database;
    this.settings = settings.idempotency();
  }

  /// @param plan what whoever had it before had decided; null if nobody had
  record Claimed(byte @Nullable [] plan) {}

  /// @param answer null as long as somebody works on it
  record Known(byte[] fingerprint, byte @Nullable [] answer) {}

  /// Takes a request for oneself.
  ///
  /// @return nothing if it is known, and not left by whoever had it
  Mono<Claimed> claim(KeyedRequest request, UUID claim) {
    return named(CLAIM, request)
        .bind(4, claim)
        .bind(5, request.fingerprint())
        .bind(6, settings.claimTimeMax().toMillis())
        .bind(7, settings.memory().toMillis())
        .map(row -> new Claimed(new Columns(row).find("plan", byte[].class)))
        .one();
  }

  Mono<Known> find(KeyedRequest request) {
    return named(FIND, request)
        .map(row -> {
          Columns columns = new Columns(row);
          return new Known(
              columns.get("fingerprint", byte[].class), columns.find("answer", byte[].class));
        })
        .one();
  }

  /// @return whether the request is still one's own
  Mono<Boolean> plan(KeyedRequest request, UUID claim, byte[] plan) {
    return named(PLAN, request)
        .bind(4, claim)
        .bind(5, plan)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  Mono<Void> answer(KeyedRequest request, UUID claim, byte[] answer) {
    return named(ANSWER, request).bind(4, claim).bind(5, answer).then();
  }

  /// Lets others go on with it.
  Mono<Void> leave(KeyedRequest request, UUID claim) {
    return named(LEAVE, request).bind(4, claim).then();
  }

  /// Forgets it, unless something was decided.
  Mono<Void> forget(KeyedRequest request, UUID claim) {
    return named(FORGET, request).bind(4, claim).then();
  }

  /// Deletes those that are forgotten, some at a time, so that no statement takes long.
  Mono<Long> cleanUp() {
    return deleteSome()
        .expand(rows -> rows < DELETED_AT_ONCE_MAX ? Mono.empty() : deleteSome())
        .reduce(0L, Long::sum);
  }

  private Mono<Long> deleteSome() {
    return database
        .sql(CLEAN_UP)
        .bind(0, settings.memory().toMillis())
        .bind(1, DELETED_AT_ONCE_MAX)
        .fetch()
        .rowsUpdated();
  }

  private GenericExecuteSpec named(String sql, KeyedRequest request) {
    return database
        .sql(sql)
        .bind(0, request.workspaceId())
        .bind(1, request.userId())
        .bind(2, request.route())
        .bind(3, request.key().text());
  }
}
