package io.awfar.persistence.chat;

import io.awfar.persistence.batch.CopyRows;
import io.awfar.persistence.batch.IdOrder;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Message;
import io.r2dbc.spi.Connection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the new messages of one transaction change in the table `chats`, each chat once.
///
/// Not thread-safe.
public final class ChatChanges {

  /// A table of the session, empty again after each transaction.
  private static final String STAGE =
      """
      create temporary table if not exists chat_changes (
        id uuid, owner_id uuid, wa_chat_id text, channel_id text, group_id text, contact_id uuid,
        last_message_id uuid, last_message_at timestamptz, last_message_direction text,
        last_message_type text, last_message_text text, inbound_count int,
        window_expires_at timestamptz, created_at timestamptz, updated_at timestamptz
      ) on commit delete rows
      """;

  private static final String COPY = "copy chat_changes from stdin (format binary)";

  private static final String UPSERT =
      """
      insert into chats as c (id, owner_id, wa_chat_id, channel_id, group_id, contact_id,
        last_message_id, last_message_at, last_message_direction, last_message_type,
        last_message_text, inbound_count, window_expires_at, created_at, updated_at)
      select * from chat_changes
      on conflict (id) do update set
        contact_id = case when (excluded.last_message_at, excluded.last_message_id)
          > (c.last_message_at, c.last_message_id)
          then excluded.contact_id else c.contact_id end,
        last_message_direction = case when (excluded.last_message_at, excluded.last_message_id)
          > (c.last_message_at, c.last_message_id)
          then excluded.last_message_direction else c.last_message_direction end,
        last_message_type = case when (excluded.last_message_at, excluded.last_message_id)
          > (c.last_message_at, c.last_message_id)
          then excluded.last_message_type else c.last_message_type end,
        last_message_text = case when (excluded.last_message_at, excluded.last_message_id)
          > (c.last_message_at, c.last_message_id)
          then excluded.last_message_text else c.last_message_text end,
        last_message_id = case when (excluded.last_message_at, excluded.last_message_id)
          > (c.last_message_at, c.last_message_id)
          then excluded.last_message_id else c.last_message_id end,
        last_message_at = greatest(c.last_message_at, excluded.last_message_at),
        inbound_count = c.inbound_count + excluded.inbound_count,
        window_expires_at = greatest(c.window_expires_at, excluded.window_expires_at),
        created_at = least(c.created_at, excluded.created_at),
        updated_at = greatest(c.updated_at, excluded.updated_at)
      """;

  /// Sent as one, with the rows behind it: the server is waited for once.
  private static final String WRITE = String.join(";\n", STAGE, COPY, UPSERT);

  private record Key(UUID ownerId, String waChatId) {}

  private final Map<Key, ChatChange> changes = new HashMap<>();

  /// The id of the chat of a message.
  public static UUID idOf(Message message) {
    return StableId.chat(message.getOwnerId(), message.getWaChatId());
  }

  /// Counts a message that has become a row.
  ///
  /// @return the id of its chat, as `idOf` gives it, which is dearer
  public UUID add(Message message, @Nullable UUID contactId) {
    ChatChange change =
        changes.compute(
            new Key(message.getOwnerId(), message.getWaChatId()),
            (_, known) -> {
              if (known == null) {
                return new ChatChange(idOf(message), message, contactId);
              }
              known.add(message, contactId);
              return known;
            });
    return change.id();
  }

  public int size() {
    return changes.size();
  }

  /// Writes all of it in the transaction that inserted the messages.
  public Mono<Void> write(Connection connection) {
    if (changes.isEmpty()) {
      return Mono.empty();
    }
    return Mono.defer(() -> {
      CopyRows rows = new CopyRows();
      // By id, so that two transactions lock the rows they share in the same order.
      changes.values().stream()
          .sorted(Comparator.comparing(ChatChange::id, IdOrder.UNSIGNED))
          .forEach(change -> change.write(rows));
      return rows.into(connection, WRITE).then();
    });
  }
}
