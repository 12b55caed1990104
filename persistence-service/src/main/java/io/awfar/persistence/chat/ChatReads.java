package io.awfar.persistence.chat;

import io.awfar.persistence.batch.UnnestStatement;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// The table `chat_reads`: how many of a chat's inbound messages were read.
///
/// Of all marks the greatest counts, so it makes no difference in which order they are read, or how
/// often, or whether the chat is there yet.
public final class ChatReads {

  /// Chats before what was read of them, all in the order of their ids. As long as they are locked
  /// nobody writes them, so that whoever keeps copies of them takes what is there.
  private static final String LOCK =
      """
      select c.id from chats c
      where c.id = any(array(
        select coalesce(a.chat_id, m.chat_id)
        from unnest($1::uuid[]) as m(chat_id) left join chat_aliases a on a.id = m.chat_id))
      order by c.id for no key update
      """;

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

  /// Writes marks in a transaction that has locked the contacts that their chats are named by: none
  /// of these becomes part of another meanwhile.
  ///
  /// @param written chats that the transaction is going to write, which are locked with the others
  public static Mono<Void> write(Connection connection, List<Mark> marks, List<UUID> written) {
    return UnnestStatement.of(connection, LOCK)
        .columns(Stream.concat(marks.stream().map(Mark::chatId), written.stream()).toList())
        .uuids(chatId -> chatId)
        .end()
        .rows(_ -> true)
        .then(Mono.defer(() -> mark(connection, marks)));
  }

  private static Mono<Void> mark(Connection connection, List<Mark> marks) {
    return UnnestStatement.of(connection, MARK)
        .columns(marks)
        .uuids(Mark::ownerId)
        .uuids(Mark::chatId)
        .integers(Mark::count)
        .end()
        .rowsUpdated()
        .then();
  }
}
