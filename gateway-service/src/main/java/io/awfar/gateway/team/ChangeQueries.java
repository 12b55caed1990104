package io.awfar.gateway.team;

import io.awfar.gateway.row.Columns;
import io.awfar.whatsapp.ChatChange;
import io.awfar.whatsapp.ChatChangeType;
import io.awfar.whatsapp.ChatState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `chat_change_outbox`, and the lock that lets one gateway at a time empty it.
@Component
final class ChangeQueries {

  /// More are not counted.
  static final long WAITING_MAX = 10_000;

  /// A number that nothing else locks with.
  private static final long LOCK = 0x6177_6661_7263_6802L;

  private static final String TRY_LOCK = "select pg_try_advisory_xact_lock($1)";

  static final String WAITING =
      """
      select count(*) from (select from chat_change_outbox limit $1) counted
      """;

  // The first of each chat, or label, among the oldest.
  static final String NEXT =
      """
      select distinct on (coalesce(chat_id, label_id)) *
      from (select * from chat_change_outbox order by id limit $1) oldest
      order by coalesce(chat_id, label_id), id
      """;

  private static final String DELETE = "delete from chat_change_outbox where id = any($1)";

  private final DatabaseClient database;

  ChangeQueries(DatabaseClient database) {
    this.database = database;
  }

  /// A change that is not in Kafka yet, and the key that it has there.
  record Waiting(long id, UUID key, ChatChange change) {}

  /// How many wait, as far as it is counted.
  Mono<Long> waiting() {
    return database.sql(WAITING).bind(0, WAITING_MAX).mapValue(Long.class).one();
  }

  /// Whether this transaction may empty the table now; it never waits for another.
  Mono<Boolean> tryLock() {
    return database.sql(TRY_LOCK).bind(0, LOCK).mapValue(Boolean.class).one();
  }

  /// Those that may be written now: of each key the first, for what comes after it must not be
  /// written before it is known to be there.
  Mono<List<Waiting>> next(int changesMax) {
    return database
        .sql(NEXT)
        .bind(0, changesMax)
        .map(row -> waiting(new Columns(row)))
        .all()
        .collectList();
  }

  Mono<Void> delete(Collection<Long> ids) {
    return database.sql(DELETE).bind(0, ids.toArray(Long[]::new)).then();
  }

  private static Waiting waiting(Columns row) {
    UUID chatId = row.find("chat_id", UUID.class);
    UUID labelId = row.find("label_id", UUID.class);
    Boolean closed = row.find("closed", Boolean.class);
    ChatChange change =
        ChatChange.newBuilder()
            .setEventId(row.get("event_id", UUID.class))
            .setOwnerId(row.get("owner_id", UUID.class))
            .setType(ChatChangeType.valueOf(row.get("type", String.class)))
            .setVersion(row.get("version", Long.class))
            .setOccurredAt(row.get("occurred_at", Instant.class).truncatedTo(ChronoUnit.MILLIS))
            .setActorId(row.find("actor_id", UUID.class))
            .setChatId(chatId)
            .setState(closed == null ? null : closed ? ChatState.CLOSED : ChatState.OPEN)
            .setAssigneeId(somebody(row.find("assignee_id", UUID.class)))
            .setPreviousAssigneeId(somebody(row.find("previous_assignee_id", UUID.class)))
            .setLabelId(labelId)
            .setLabelName(row.find("label_name", String.class))
            .setLabelColour(row.find("label_colour", String.class))
            .setNoteId(row.find("note_id", UUID.class))
            .setMergedChatId(row.find("merged_chat_id", UUID.class))
            .build();
    UUID key = chatId == null ? row.get("label_id", UUID.class) : chatId;
    return new Waiting(row.get("id", Long.class), key, change);
  }

  private static @Nullable UUID somebody(@Nullable UUID userId) {
    return TeamQueries.NOBODY.equals(userId) ? null : userId;
  }
}
