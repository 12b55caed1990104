package io.awfar.gateway.team;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.chat.Label;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The table `labels`, each change with its event.
@Component
final class LabelQueries {

  private static final String TELL =
      """
      insert into chat_change_outbox (owner_id, occurred_at, actor_id, version, type, label_id,
        label_name, label_colour)
      """;

  static final String ALL =
      """
      select id, name, colour from labels
      where owner_id = $1 and deleted_at is null
      order by name_key
      limit 1000
      """;

  private static final String ONE =
      """
      select id, name, colour from labels
      where id = $2 and owner_id = $1 and deleted_at is null
      """;

  private static final String ADD =
      """
      select id, name, colour from add_label($1, $2, $3, $4, $5, $6)
      """;

  private static final String EXISTS =
      """
      select exists (
        select from labels where owner_id = $1 and name_key = $2 and deleted_at is null)
      """;

  private static final String CHANGE =
      """
      with changed as (
        update labels set name = coalesce($4, name), name_key = coalesce($5, name_key),
          colour = coalesce($6, colour), version = version + 1
        where id = $3 and owner_id = $1 and deleted_at is null
          and (name, colour) is distinct from (coalesce($4, name), coalesce($6, colour))
        returning *
      ), told as (
        <tell>
        select owner_id, clock_timestamp(), $2, version, 'LABEL_CHANGED', id, name, colour
        from changed
      )
      select id from changed
      """
          .replace("<tell>", TELL);

  private static final String DELETE =
      """
      with deleted as (
        update labels set deleted_at = clock_timestamp(), version = version + 1
        where id = $3 and owner_id = $1 and deleted_at is null
        returning *
      ), told as (
        <tell>
        select owner_id, deleted_at, $2, version, 'LABEL_DELETED', id, name, colour from deleted
      )
      select id from deleted
      """
          .replace("<tell>", TELL);

  static final String CLEAN_UP =
      """
      delete from chat_labels where ctid = any(array(
        select a.ctid from chat_labels a
        join labels l on l.id = a.label_id
        where l.deleted_at is not null
        limit $1
        for update of a skip locked))
      """;

  private static final String FORGET =
      """
      delete from labels where id = any(array(
        select l.id from labels l
        where l.deleted_at < now() - interval '1 day'
          and not exists (select from chat_labels a where a.label_id = l.id)
        limit $1))
      """;

  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

  private final DatabaseClient database;
  private final DatabaseClient readers;
  private final TeamSettings settings;

  LabelQueries(DatabaseClient database, ReadDatabase readers, GatewaySettings settings) {
    this.database = database;
    this.readers = readers.client();
    this.settings = settings.teams();
  }

  /// Those of a workspace, by name.
  Flux<Label> all(UUID workspaceId) {
    return readers.sql(ALL).bind(0, workspaceId).map(row -> label(new Columns(row))).all();
  }

  /// @throws RefusedException if there is one of that name, or as many as there may be
  Mono<Label> add(Caller caller, String name, String colour) {
    return by(ADD, caller)
        .bind(2, name.strip())
        .bind(3, key(name))
        .bind(4, colour)
        .bind(5, (long) settings.labelsMax())
        .map(row -> label(new Columns(row)))
        .one()
        .switchIfEmpty(Mono.defer(() -> refusal(caller, name)));
  }

  /// @param name null to keep it, and so the colour
  /// @throws RefusedException if there is no such label, or another of that name
  Mono<Label> change(Caller caller, UUID id, @Nullable String name, @Nullable String colour) {
    GenericExecuteSpec statement = by(CHANGE, caller).bind(2, id);
    statement = bind(statement, 3, name == null ? null : name.strip());
    statement = bind(statement, 4, name == null ? null : key(name));
    statement = bind(statement, 5, colour);
    return statement
        .then()
        .onErrorMap(
            DataIntegrityViolationException.class,
            _ -> new RefusedException(ErrorCode.LABEL_EXISTS))
        .then(Mono.defer(() -> one(caller.workspaceId(), id)));
  }

  /// It is on no chat from now on.
  ///
  /// @throws RefusedException if there is no such label
  Mono<Void> delete(Caller caller, UUID id) {
    return by(DELETE, caller)
        .bind(2, id)
        .mapValue(UUID.class)
        .one()
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.LABEL_NOT_FOUND)))
        .then();
  }

  /// Deletes rows of labels that are deleted, some at a time: whoever stores messages of their
  /// chats waits for as long as that takes.
  ///
  /// @return how many
  Mono<Long> cleanUp(int rowsMax) {
    return database.sql(CLEAN_UP).bind(0, rowsMax).fetch().rowsUpdated();
  }

  /// Deletes labels that have been gone for a day, some at a time.
  ///
  /// @return how many
  Mono<Long> forget(int labelsMax) {
    return database.sql(FORGET).bind(0, labelsMax).fetch().rowsUpdated();
  }

  private Mono<Label> one(UUID workspaceId, UUID id) {
    return database
        .sql(ONE)
        .bind(0, workspaceId)
        .bind(1, id)
        .map(row -> label(new Columns(row)))
        .one()
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.LABEL_NOT_FOUND)));
  }

  private Mono<Label> refusal(Caller caller, String name) {
    return database
        .sql(EXISTS)
        .bind(0, caller.workspaceId())
        .bind(1, key(name))
        .mapValue(Boolean.class)
        .one()
        .flatMap(exists ->
            Mono.error(
                new RefusedException(
                    exists ? ErrorCode.LABEL_EXISTS : ErrorCode.LABELS_EXHAUSTED)));
  }

  private GenericExecuteSpec by(String sql, Caller caller) {
    return database.sql(sql).bind(0, caller.workspaceId()).bind(1, caller.userId());
  }

  private static GenericExecuteSpec bind(
      GenericExecuteSpec statement, int index, @Nullable String value) {
    return value == null ? statement.bindNull(index, String.class) : statement.bind(index, value);
  }

  /// Not left to the database, whose lower case is that of its locale.
  private static String key(String name) {
    String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return SPACES.matcher(folded).replaceAll(" ").strip();
  }

  private static Label label(Columns row) {
    return new Label(
        row.get("id", UUID.class), row.get("name", String.class), row.get("colour", String.class));
  }
}
