package io.awfar.gateway.auth;

import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.page.Total;
import io.awfar.gateway.row.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `invitations`, which holds those that nobody has used.
@Component
final class InvitationQueries {

  private static final int DELETED_AT_ONCE_MAX = 1000;

  private static final String OTHERS =
      """
      select count(*) from (
        select 1 from invitations where workspace_id = $1 and email <> $2 limit $3
      ) others
      """;

  /// Whoever is invited anew cannot use the token of before.
  private static final String ADD =
      """
      insert into invitations (id, workspace_id, email, role, token_hash, invited_by, expires_at)
      values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 millisecond')
      on conflict (workspace_id, email) do update set
        id = excluded.id,
        role = excluded.role,
        token_hash = excluded.token_hash,
        invited_by = excluded.invited_by,
        created_at = now(),
        expires_at = excluded.expires_at
      returning id, email, role, invited_by, created_at, expires_at
      """;

  static final String PAGE =
      """
      select id, email, role, invited_by, created_at, expires_at
      from invitations
      where workspace_id = $1 and (created_at, id) < ($2, $3) and expires_at > now()
      order by created_at desc, id desc
      limit $4 offset $5
      """;

  static final String COUNT =
      """
      select count(*) from (
        select from invitations where workspace_id = $1 and expires_at > now() limit $2
      ) counted
      """;

  private static final String DELETE =
      """
      delete from invitations where workspace_id = $1 and id = $2 and expires_at > now()
      """;

  /// Whoever is no administrator any more has invited nobody.
  private static final String HOLDING =
      """
      i.token_hash = $1 and i.email = $2 and i.expires_at > now()
        and u.id = i.invited_by and u.role = 'admin' and u.deactivated_at is null
      """;

  static final String HOLDS =
      "select exists (select 1 from invitations i, users u where " + HOLDING + ")";

  private static final String ACCEPT =
      "with taken as (delete from invitations i using users u where "
          + HOLDING
          + """
          returning i.workspace_id, i.role
          )
          insert into users (workspace_id, email, name, password_hash, role)
          select workspace_id, $2, $3, $4, role from taken
          on conflict (workspace_id, email) do nothing
          returning id, email, name, role, workspace_id, token_version
          """;

  static final String CLEAN_UP =
      """
      delete from invitations where ctid = any(array(
        select ctid from invitations where expires_at <= now()
        order by expires_at limit $1 for update skip locked))
      """;

  private final DatabaseClient database;

  InvitationQueries(DatabaseClient database) {
    this.database = database;
  }

  /// How many the workspace has for others than that email, counted up to a bound.
  Mono<Long> others(UUID workspaceId, String email, int countMax) {
    return database
        .sql(OTHERS)
        .bind(0, workspaceId)
        .bind(1, email)
        .bind(2, countMax)
        .mapValue(Long.class)
        .one();
  }

  /// Adds one, in place of another for the same email.
  Mono<Invitation> add(
      Caller by, String email, Role role, InvitationToken token, Duration validity) {
    return database
        .sql(ADD)
        .bind(0, UUID.randomUUID())
        .bind(1, by.workspaceId())
        .bind(2, email)
        .bind(3, role.text())
        .bind(4, token.sha256())
        .bind(5, by.userId())
        .bind(6, validity.toMillis())
        .map(row -> invitation(new Columns(row)))
        .one();
  }

  Mono<Page<Invitation>> page(UUID workspaceId, PageRequest asked) {
    Before before = asked.before();
    return database
        .sql(PAGE)
        .bind(0, workspaceId)
        .bind(1, before.timestamp())
        .bind(2, before.id())
        .bind(3, asked.limit() + 1)
        .bind(4, asked.offset())
        .map(row -> invitation(new Columns(row)))
        .all()
        .collectList()
        .map(rows -> Page.of(asked, rows, InvitationQueries::place))
        .flatMap(page -> page.counted(asked, Mono.defer(() -> count(workspaceId))));
  }

  private Mono<Long> count(UUID workspaceId) {
    return database
        .sql(COUNT)
        .bind(0, workspaceId)
        .bind(1, Total.COUNTED_MAX)
        .mapValue(Long.class)
        .one();
  }

  /// @return whether the workspace had it
  Mono<Boolean> delete(UUID workspaceId, UUID id) {
    return database
        .sql(DELETE)
        .bind(0, workspaceId)
        .bind(1, id)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  Mono<Boolean> holds(InvitationToken token, String email) {
    return database.sql(HOLDS).bind(0, token.sha256()).bind(1, email).mapValue(Boolean.class).one();
  }

  /// Makes the user of an invitation and the invitation void, both or neither if the transaction is
  /// undone.
  ///
  /// @return nothing if it does not hold, or somebody of its workspace has the email
  Mono<Account> accept(InvitationToken token, String email, String name, String passwordHash) {
    return database
        .sql(ACCEPT)
        .bind(0, token.sha256())
        .bind(1, email)
        .bind(2, name)
        .bind(3, passwordHash)
        .map(row -> UserQueries.account(new Columns(row)))
        .one();
  }

  /// Deletes those that have expired, some at a time, so that no statement takes long.
  Mono<Long> cleanUp() {
    return deleteSome()
        .expand(rows -> rows < DELETED_AT_ONCE_MAX ? Mono.empty() : deleteSome())
        .reduce(0L, Long::sum);
  }

  private Mono<Long> deleteSome() {
    return database.sql(CLEAN_UP).bind(0, DELETED_AT_ONCE_MAX).fetch().rowsUpdated();
  }

  private static Before place(Invitation invitation) {
    return new Before(invitation.createdAt(), invitation.id());
  }

  private static Invitation invitation(Columns row) {
    return new Invitation(
        row.get("id", UUID.class),
        row.get("email", String.class),
        Role.parse(row.get("role", String.class)),
        row.get("invited_by", UUID.class),
        row.get("created_at", Instant.class),
        row.get("expires_at", Instant.class));
  }
}
