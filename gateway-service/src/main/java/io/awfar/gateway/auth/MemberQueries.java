package io.awfar.gateway.auth;

import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.page.Total;
import io.awfar.gateway.row.Columns;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The tables `workspaces` and `users`, as the administrators of a workspace see them.
@Component
final class MemberQueries {

  private static final String COLUMNS = " id, email, name, role, created_at, deactivated_at ";

  static final String PAGE =
      "select"
          + COLUMNS
          + """
          from users
          where workspace_id = $1 and (created_at, id) < ($2, $3)
          order by created_at desc, id desc
          limit $4 offset $5
          """;

  static final String COUNT =
      """
      select count(*) from (select from users where workspace_id = $1 limit $2) counted
      """;

  /// Of all who would take an administrator away one at a time; adding users need not wait.
  private static final String LOCK =
      """
      select id from workspaces where id = $1 for no key update
      """;

  private static final String BY_ID =
      "select" + COLUMNS + "from users where workspace_id = $1 and id = $2 limit 1";

  private static final String HAS_OTHER_ADMIN =
      """
      select exists (
        select 1 from users
        where workspace_id = $1 and id <> $2 and role = 'admin' and deactivated_at is null)
      """;

  private static final String CHANGE =
      """
      update users set
        role = $3,
        password_hash = coalesce($5, password_hash),
        deactivated_at = case when $4 then null else coalesce(deactivated_at, now()) end,
        token_version = token_version + 1,
        updated_at = now()
      where workspace_id = $1 and id = $2
      returning
      """
          + COLUMNS;

  private static final String DELETE_INVITATIONS =
      """
      delete from invitations where workspace_id = $1 and invited_by = $2
      """;

  private final DatabaseClient database;

  MemberQueries(DatabaseClient database) {
    this.database = database;
  }

  Mono<Page<Member>> page(UUID workspaceId, PageRequest asked) {
    Before before = asked.before();
    return database
        .sql(PAGE)
        .bind(0, workspaceId)
        .bind(1, before.timestamp())
        .bind(2, before.id())
        .bind(3, asked.limit() + 1)
        .bind(4, asked.offset())
        .map(row -> member(new Columns(row)))
        .all()
        .collectList()
        .map(rows -> Page.of(asked, rows, MemberQueries::place))
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

  /// Lets one transaction at a time change the users of the workspace.
  Mono<Void> lock(UUID workspaceId) {
    return database.sql(LOCK).bind(0, workspaceId).then();
  }

  Mono<Member> byId(UUID workspaceId, UUID id) {
    return database
        .sql(BY_ID)
        .bind(0, workspaceId)
        .bind(1, id)
        .map(row -> member(new Columns(row)))
        .one();
  }

  Mono<Boolean> hasAdminBeside(UUID workspaceId, UUID id) {
    return database
        .sql(HAS_OTHER_ADMIN)
        .bind(0, workspaceId)
        .bind(1, id)
        .mapValue(Boolean.class)
        .one();
  }

  /// Changes a user, and lets none of its tokens hold any longer.
  ///
  /// @param passwordHash of another password; null: it stays
  Mono<Member> change(
      UUID workspaceId, UUID id, Role role, boolean active, @Nullable String passwordHash) {
    var statement =
        database.sql(CHANGE).bind(0, workspaceId).bind(1, id).bind(2, role.text()).bind(3, active);
    return (passwordHash == null
            ? statement.bindNull(4, String.class)
            : statement.bind(4, passwordHash))
        .map(row -> member(new Columns(row)))
        .one();
  }

  /// Withdraws the invitations that a user has made.
  Mono<Void> deleteInvitationsBy(UUID workspaceId, UUID id) {
    return database.sql(DELETE_INVITATIONS).bind(0, workspaceId).bind(1, id).then();
  }

  private static Before place(Member member) {
    return new Before(member.createdAt(), member.id());
  }

  private static Member member(Columns row) {
    Instant deactivatedAt = row.find("deactivated_at", Instant.class);
    return new Member(
        row.get("id", UUID.class),
        row.get("email", String.class),
        row.get("name", String.class),
        Role.parse(row.get("role", String.class)),
        deactivatedAt == null,
        row.get("created_at", Instant.class),
        deactivatedAt);
  }
}
