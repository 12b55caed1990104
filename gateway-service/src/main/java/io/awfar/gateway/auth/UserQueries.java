package io.awfar.gateway.auth;

import io.awfar.gateway.row.Columns;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The tables `workspaces` and `users`, as those who sign in and register see them.
@Component
final class UserQueries {

  private static final String COLUMNS = " id, email, name, role, workspace_id, token_version ";

  /// Algorithm, rounds and salt stand at the beginning of a hash. What is no hash has none.
  static final String SALT_OF_EMAIL =
      """
      select left(password_hash, 29) from users
      where email = $1 and length(password_hash) = 60
      order by created_at, id
      limit 1
      """;

  private static final String SALT_OF_USER =
      """
      select left(password_hash, 29) from users
      where id = $1 and workspace_id = $2 and length(password_hash) = 60
      limit 1
      """;

  static final String BY_CREDENTIALS =
      "select"
          + COLUMNS
          + """
          from users
          where email = $1 and password_hash = $2 and deactivated_at is null
            and ($3::uuid is null or workspace_id = $3)
            and ($4::uuid[] is null or id = any($4))
          order by created_at desc, id desc
          limit 1
          """;

  private static final String BY_ID =
      "select"
          + COLUMNS
          + """
          from users
          where id = $1 and workspace_id = $2 and deactivated_at is null
          limit 1
          """;

  private static final String STANDING =
      """
      select workspace_id, role, token_version, deactivated_at is null as active
      from users
      where id = $1
      limit 1
      """;

  private static final String LOCK_EMAIL =
      """
      select pg_advisory_xact_lock(hashtextextended('awfar.gateway.email.' || $1, 0))
      """;

  private static final String LOCK_FIRST =
      """
      select pg_advisory_xact_lock(hashtextextended('awfar.gateway.first-user', 0))
      """;

  private static final String ARE_NONE =
      """
      select count(*) = 0 from (select from users order by id limit 1) somebody
      """;

  /// What somebody registered a moment ago with all the same values.
  private static final String REGISTERED =
      """
      select u.id, u.email, u.name, u.role, u.workspace_id, u.token_version
      from users u join workspaces w on w.id = u.workspace_id
      where u.email = $1 and u.password_hash = $2 and u.name = $3 and w.name = $4
        and u.role = 'admin' and u.deactivated_at is null
        and u.created_at > now() - interval '10 minutes'
      order by u.created_at desc
      limit 1
      """;

  private static final String ADD_WITH_WORKSPACE =
      """
      with workspace as (
        insert into workspaces (id, name) values ($1, $2) on conflict (id) do nothing
      )
      insert into users (workspace_id, email, name, password_hash, role)
      values ($1, $3, $4, $5, 'admin')
      on conflict (workspace_id, email) do nothing
      returning
      """
          + COLUMNS;

  private static final String HAS_EMAIL =
      """
      select exists (select 1 from users where workspace_id = $1 and email = $2)
      """;

  private static final String HAS_PASSWORD =
      """
      select exists (
        select 1 from users where id = $1 and workspace_id = $2 and password_hash = $3)
      """;

  private static final String END_TOKENS =
      """
      update users set token_version = token_version + 1, updated_at = now()
      where id = $1 and workspace_id = $2 and deactivated_at is null
      """;

  private static final String CHANGE_PASSWORD =
      """
      update users set password_hash = $4, token_version = token_version + 1, updated_at = now()
      where id = $1 and workspace_id = $2 and password_hash = $3 and deactivated_at is null
      returning
      """
          + COLUMNS;

  private final DatabaseClient database;

  UserQueries(DatabaseClient database) {
    this.database = database;
  }

  /// What the passwords of all accounts of an email are salted with.
  Mono<String> saltOf(String email) {
    return database.sql(SALT_OF_EMAIL).bind(0, email).mapValue(String.class).one();
  }

  Mono<String> saltOf(Caller caller) {
    return saltOf(caller.workspaceId(), caller.userId());
  }

  Mono<String> saltOf(UUID workspaceId, UUID id) {
    return database.sql(SALT_OF_USER).bind(0, id).bind(1, workspaceId).mapValue(String.class).one();
  }

  /// The active user with that email and password; of several the one that came last.
  ///
  /// @param only the users whose passwords are compared; null: all
  Mono<Account> byCredentials(
      Credentials credentials, String passwordHash, @Nullable List<UUID> only) {
    var statement =
        database.sql(BY_CREDENTIALS).bind(0, credentials.normalizedEmail()).bind(1, passwordHash);
    UUID workspace = credentials.workspaceId();
    statement =
        workspace == null ? statement.bindNull(2, UUID.class) : statement.bind(2, workspace);
    return (only == null
            ? statement.bindNull(3, UUID[].class)
            : statement.bind(3, only.toArray(UUID[]::new)))
        .map(row -> account(new Columns(row)))
        .one();
  }

  Mono<User> byId(Caller caller) {
    return by(caller, BY_ID).map(row -> account(new Columns(row)).user()).one();
  }

  /// What the tokens of a user must say; nothing if there is no such user.
  Mono<Standing> standing(UUID userId) {
    return database.sql(STANDING).bind(0, userId).map(row -> standing(new Columns(row))).one();
  }

  /// Lets one transaction at a time add an account of the email.
  Mono<Void> lock(String email) {
    return database.sql(LOCK_EMAIL).bind(0, email).then();
  }

  /// Lets one transaction at a time add the first account of all.
  Mono<Void> lockFirst() {
    return database.sql(LOCK_FIRST).then();
  }

  Mono<Boolean> areNone() {
    return database.sql(ARE_NONE).mapValue(Boolean.class).one();
  }

  /// The account that a registration with the same values has made a moment ago.
  Mono<Account> registered(String email, String passwordHash, String name, String workspaceName) {
    return database
        .sql(REGISTERED)
        .bind(0, email)
        .bind(1, passwordHash)
        .bind(2, name)
        .bind(3, workspaceName)
        .map(row -> account(new Columns(row)))
        .one();
  }

  /// Adds an administrator, and the workspace if it is missing.
  ///
  /// @return nothing if somebody of the workspace has the email already
  Mono<Account> addWithWorkspace(
      UUID workspaceId, String workspaceName, String email, String name, String passwordHash) {
    return database
        .sql(ADD_WITH_WORKSPACE)
        .bind(0, workspaceId)
        .bind(1, workspaceName)
        .bind(2, email)
        .bind(3, name)
        .bind(4, passwordHash)
        .map(row -> account(new Columns(row)))
        .one();
  }

  Mono<Boolean> has(UUID workspaceId, String email) {
    return database
        .sql(HAS_EMAIL)
        .bind(0, workspaceId)
        .bind(1, email)
        .mapValue(Boolean.class)
        .one();
  }

  Mono<Boolean> hasPassword(Caller caller, String passwordHash) {
    return by(caller, HAS_PASSWORD).bind(2, passwordHash).mapValue(Boolean.class).one();
  }

  /// Lets no token of the caller's user hold any longer.
  Mono<Void> endTokens(Caller caller) {
    return by(caller, END_TOKENS).then();
  }

  /// Lets no token of the caller's user hold any longer, if its password is the one it was.
  ///
  /// @return nothing if it is not
  Mono<Account> changePassword(Caller caller, String currentHash, String newHash) {
    return by(caller, CHANGE_PASSWORD)
        .bind(2, currentHash)
        .bind(3, newHash)
        .map(row -> account(new Columns(row)))
        .one();
  }

  private GenericExecuteSpec by(Caller caller, String sql) {
    return database.sql(sql).bind(0, caller.userId()).bind(1, caller.workspaceId());
  }

  static Account account(Columns row) {
    User user =
        new User(
            row.get("id", UUID.class),
            row.get("email", String.class),
            row.get("name", String.class),
            Role.parse(row.get("role", String.class)),
            row.get("workspace_id", UUID.class));
    return new Account(user, row.get("token_version", Integer.class));
  }

  private static Standing standing(Columns row) {
    return new Standing(
        row.get("workspace_id", UUID.class),
        Role.parse(row.get("role", String.class)),
        row.get("token_version", Integer.class),
        row.get("active", Boolean.class));
  }
}
