package io.awfar.persistence.chat;

import io.awfar.persistence.batch.UnnestStatement;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The table `chat_reads`: how many of a chat's inbound messages were read.
///
/// Of all marks the greatest counts, so it makes no difference in which order they are read, or how
/// often, or whether the chat is there yet.
public final class ChatReads {

  /// A chat that is part of another now is counted there.
  private static final String MARK =
      """
      insert into chat_reads as r (chat_id, owner_id, read_count)
      select coalesce(a.chat_id, m.chat_id), m.owner_id, max(m.read_count)
      from unnest($1::uuid[], $2::uuid[], $3::int[]) as m(owner_id, chat_id, read_count)
      left join chat_aliases a on a.id = m.chat_id and a.owner_id = m.owner_id
      group by 1, 2
      order by 1
      on conflict (chat_id) do update set read_count = excluded.read_count
      where r.read_count < excluded.read_count
      """;

  private ChatReads() {}

  /// @param count how many inbound messages of the chat are read, from its first on
  public record Mark(UUID ownerId, UUID chatId, int count) {}

  public static Mono<Void> write(Connection connection, List<Mark> marks) {
    return marks.isEmpty()
        ? Mono.empty()
        : UnnestStatement.of(connection, MARK)
            .columns(marks)
            .uuids(Mark::ownerId)
            .uuids(Mark::chatId)
            .integers(Mark::count)
            .end()
            .rowsUpdated()
            .then();
  }
}
