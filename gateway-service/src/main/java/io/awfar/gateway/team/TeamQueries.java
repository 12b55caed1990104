package io.awfar.gateway.team;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.reader.ReadDatabase;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What teams keep about chats, changed by the functions in `R__teams.sql`: each change is one
/// call, and what was to be already changes and tells nothing. A chat is also known by an id that
/// it had before it became part of another.
@Component
final class TeamQueries {

  /// Who answers a chat that nobody answers.
  static final UUID NOBODY = new UUID(0, 0);

  private static final String ASSIGN = "select assign_chat($1, $2, $3, $4, $5)";
  private static final String CLOSE = "select close_chat($1, $2, $3, $4)";
  private static final String LABEL = "select label_chat($1, $2, $3, $4, $5, $6)";
  private static final String ADD_NOTE = "select add_note($1, $2, $3, $4, $5)";
  private static final String CHANGE_NOTE = "select change_note($1, $2, $3, $4, $5, $6)";

  /// The id of a chat now.
  static final String CURRENT =
      """
      select c.id
      from (select) always
      left join chat_aliases m on m.id = $2 and m.owner_id = $1
      join chats c on c.id = coalesce(m.chat_id, $2) and c.owner_id = $1
      """;

  // Page by page, so that no statement takes long. Whoever has a chat locked tells of it himself.
  static final String ADD_MISSING =
      """
      with page as materialized (
        select id from chats where id > $1 order by id limit $2
      ), locked as materialized (
        select c.id from chats c
        where c.id = any(array(select id from page))
          and not exists (select from chat_team t where t.chat_id = c.id)
        for share skip locked
      ), added as materialized (
        select chats_changed(array(select id from locked))
      )
      select page.id from page cross join added order by page.id desc limit 1
      """;

  private static final String FORGET_MISSING =
      "select last from forget_chats($1, $2) as last where last is not null";

  private final DatabaseClient database;
  private final DatabaseClient readers;
  private final TeamSettings settings;

  TeamQueries(DatabaseClient database, ReadDatabase readers, GatewaySettings settings) {
    this.database = database;
    this.readers = readers.client();
    this.settings = settings.teams();
  }

  /// @param courteous whether it is left to anybody else who has it
  Mono<Void> assign(Caller caller, UUID chatId, UUID userId, boolean courteous) {
    return done(named(ASSIGN, caller, chatId).bind(3, userId).bind(4, courteous));
  }

  /// @param courteous whether it is left to anybody else who has it
  Mono<Void> unassign(Caller caller, UUID chatId, boolean courteous) {
    return assign(caller, chatId, NOBODY, courteous);
  }

  Mono<Void> close(Caller caller, UUID chatId, boolean closed) {
    return done(named(CLOSE, caller, chatId).bind(3, closed));
  }

  Mono<Void> label(Caller caller, UUID chatId, UUID labelId, boolean labelled) {
    return done(
        named(LABEL, caller, chatId)
            .bind(3, labelId)
            .bind(4, labelled)
            .bind(5, settings.labelsPerChatMax()));
  }

  /// Once for each id of a note.
  Mono<Void> addNote(Caller caller, UUID chatId, UUID noteId, String text) {
    return done(named(ADD_NOTE, caller, chatId).bind(3, noteId).bind(4, text));
  }

  /// @param text null to delete it
  Mono<Void> changeNote(Caller caller, UUID chatId, UUID noteId, @Nullable String text) {
    GenericExecuteSpec statement =
        named(CHANGE_NOTE, caller, chatId).bind(3, TeamRoles.directs(caller)).bind(4, noteId);
    return done(text == null ? statement.bindNull(5, String.class) : statement.bind(5, text));
  }

  /// The id that a chat has now.
  ///
  /// @throws RefusedException if the workspace has no such chat
  Mono<UUID> current(UUID workspaceId, UUID chatId) {
    return readers
        .sql(CURRENT)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .mapValue(UUID.class)
        .one()
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.CHAT_NOT_FOUND)));
  }

  /// Adds what is missing for chats that were there before this was, of some with the next ids.
  ///
  /// @return the last of those ids; nothing if there is none
  Mono<UUID> addMissing(UUID after, int chatsMax) {
    return database.sql(ADD_MISSING).bind(0, after).bind(1, chatsMax).mapValue(UUID.class).one();
  }

  /// Deletes what is kept of chats that are not there, of some with the next ids.
  ///
  /// @return the last of those ids; nothing if there is none
  Mono<UUID> forgetMissing(UUID after, int chatsMax) {
    return database.sql(FORGET_MISSING).bind(0, after).bind(1, chatsMax).mapValue(UUID.class).one();
  }

  private GenericExecuteSpec named(String sql, Caller caller, UUID chatId) {
    return database.sql(sql).bind(0, caller.workspaceId()).bind(1, chatId).bind(2, caller.userId());
  }

  /// The functions answer with the code of a refusal, unless it is done.
  private static Mono<Void> done(GenericExecuteSpec statement) {
    return statement
        .mapValue(String.class)
        .one()
        .flatMap(answer ->
            switch (answer) {
              case "changed", "unchanged" -> Mono.empty();
              default ->
                  Mono.error(
                      new RefusedException(ErrorCode.valueOf(answer.toUpperCase(Locale.ROOT))));
            });
  }
}
