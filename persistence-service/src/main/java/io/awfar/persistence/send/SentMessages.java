package io.awfar.persistence.send;

import io.awfar.persistence.batch.UnnestStatement;
import io.r2dbc.spi.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The table `sends`, and by it WhatsApp's id in the row of a message that we sent.
///
/// Command and statuses are written by consumers that do not wait for each other. Both insert the
/// row of the send first: whoever comes second waits for the other's transaction and then sees what
/// it wrote.
public final class SentMessages {

  private static final String CLAIM =
      """
      insert into sends (owner_id, id)
      select distinct * from unnest($1::uuid[], $2::uuid[]) order by 1, 2
      on conflict do nothing
      """;

  private static final String KNOWN =
      """
      select s.owner_id, s.id, s.wa_message_id
      from unnest($1::uuid[], $2::uuid[]) as w(owner_id, id)
      join sends s on s.owner_id = w.owner_id and s.id = w.id
      where s.wa_message_id is not null
      """;

  private static final String LEARN =
      """
      insert into sends as s (owner_id, id, wa_message_id)
      select * from unnest($1::uuid[], $2::uuid[], $3::text[]) order by 1, 2
      on conflict (owner_id, id) do update set wa_message_id = excluded.wa_message_id
      where s.wa_message_id is null
      """;

  /// A statement of its own, so that it sees what was waited for. The message may be there already
  /// as one that somebody else told of; then the send's row goes without its id.
  private static final String ATTACH =
      """
      update messages m set wa_message_id = s.wa_message_id
      from unnest($1::uuid[], $2::uuid[], $3::text[]) as s(owner_id, id, wa_message_id)
      where m.id = s.id and m.owner_id = s.owner_id and m.wa_message_id is null
        and not exists (
          select from messages o
          where md5(o.owner_id::text || o.wa_message_id)::uuid
            = md5(s.owner_id::text || s.wa_message_id)::uuid)
      """;

  private SentMessages() {}

  /// Announces sends whose rows the transaction inserts next.
  ///
  /// @return WhatsApp's ids of those whose statuses came first
  public static Mono<Map<SendId, String>> claim(Connection connection, Collection<SendId> sends) {
    List<SendId> rows = List.copyOf(sends);
    return ids(UnnestStatement.of(connection, CLAIM), rows)
        .rowsUpdated()
        .then(
            Mono.defer(() ->
                ids(UnnestStatement.of(connection, KNOWN), rows)
                    .rows(row ->
                        Map.entry(
                            new SendId(
                                Objects.requireNonNull(row.get(0, UUID.class)),
                                Objects.requireNonNull(row.get(1, UUID.class))),
                            Objects.requireNonNull(row.get(2, String.class))))
                    .collectMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /// Gives sends the ids that WhatsApp has for their messages, now or when their rows come.
  public static Mono<Void> learn(Connection connection, Map<SendId, String> waMessageIds) {
    if (waMessageIds.isEmpty()) {
      return Mono.empty();
    }
    List<Map.Entry<SendId, String>> rows = List.copyOf(waMessageIds.entrySet());
    return run(connection, LEARN, rows)
        .then(Mono.defer(() -> run(connection, ATTACH, rows)))
        .then();
  }

  private static UnnestStatement ids(UnnestStatement statement, List<SendId> rows) {
    return statement.columns(rows).uuids(SendId::ownerId).uuids(SendId::id).end();
  }

  private static Mono<Long> run(
      Connection connection, String sql, List<Map.Entry<SendId, String>> rows) {
    return UnnestStatement.of(connection, sql)
        .columns(rows)
        .uuids(row -> row.getKey().ownerId())
        .uuids(row -> row.getKey().id())
        .texts(Map.Entry::getValue)
        .end()
        .rowsUpdated();
  }
}
