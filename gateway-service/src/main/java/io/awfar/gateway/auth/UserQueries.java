package io.awfar.gateway.auth;

import io.awfar.gateway.row.Columns;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The tables `workspaces` and `users`.
@Component
final class UserQueries {

  private static final String BY_EMAIL =
      """
      select id, email, name, role, workspace_id, password_hash
      from users
      where email = $1
      limit 1
      """;

  private static final String BY_ID =
      """
      select id, email, name, role, workspace_id
      from users
      where id = $1 and workspace_id = $2
      limit 1
      """;

  private static final String ADD_WITH_WORKSPACE =
      """
      with workspace as (
        insert into workspaces (id, name) values ($1, $2) on conflict (id) do nothing
      )
      insert into users (workspace_id, email, name, password_hash, role)
      values ($1, $3, $4, $5, $6)
      on conflict (email) do nothing
      """;

  private final DatabaseClient database;

  UserQueries(DatabaseClient database) {
    this.database = database;
  }

  Mono<Account> byEmail(String email) {
    return database.sql(BY_EMAIL).bind(0, email).map(row -> account(new Columns(row))).one();
  }

  Mono<User> byId(Caller caller) {
    return database
        .sql(BY_ID)
        .bind(0, caller.userId())
        .bind(1, caller.workspaceId())
        .map(row -> user(new Columns(row)))
        .one();
  }

  /// @return how many were added: 0 if somebody has the email already
  Mono<Long> addWithWorkspace(
      UUID workspaceId, String email, String name, String passwordHash, Role role) {
    return database
        .sql(ADD_WITH_WORKSPACE)
        .bind(0, workspaceId)
        .bind(1, "Workspace")
        .bind(2, email)
        .bind(3, name)
        .bind(4, passwordHash)
        .bind(5, role.text())
        .fetch()
        .rowsUpdated();
  }

  private static Account account(Columns row) {
    return new Account(user(row), row.get("password_hash", String.class));
  }

  private static User user(Columns row) {
    return new User(
        row.get("id", UUID.class),
        row.get("email", String.class),
        row.get("name", String.class),
        Role.parse(row.get("role", String.class)),
        row.get("workspace_id", UUID.class));
  }
}
