package io.awfar.persistence.chat;

import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The table `chats`, kept up by the very statement that inserts messages: only that statement
/// knows which of them are new.
public final class ChatChanges {

  /// Two common table expressions to follow one named `inserted` that returns the new messages (id,
  /// chat_id, contact_id, created_at, received_at, direction, type, body). Its parameters are the
  /// five that `bind` binds, from `$1` on, so it comes first in the statement's numbering.
  ///
  /// The last message is the first of the chat's page: the newest, and of two in the same second
  /// the one of the greater id. Rows are taken in the order of their ids, so that two transactions
  /// lock those they share in the same order.
  public static final String SQL =
      """
      changed as (
        select distinct on (chat_id) chat_id, contact_id, id, created_at, direction, type,
          left(body, 200) as preview,
          count(*) filter (where direction = 'inbound') over chat as unread,
          max(created_at) filter (where direction = 'inbound') over chat as inbound_at,
          min(created_at) over chat as oldest_at,
          max(received_at) over chat as updated_at
        from inserted
        window chat as (partition by chat_id)
        order by chat_id, created_at desc, id desc
      ),
      kept as (
        insert into chats as c (id, owner_id, wa_chat_id, channel_id, group_id, contact_id,
          last_message_id, last_message_at, last_message_direction, last_message_type,
          last_message_text, unread_count, window_expires_at, created_at, updated_at)
        select k.id, k.owner_id, k.wa_chat_id, k.channel_id, k.group_id,
          case when k.group_id is null then m.contact_id end,
          m.id, m.created_at, m.direction, m.type, m.preview, m.unread,
          m.inbound_at + interval '24 hours', m.oldest_at, m.updated_at
        from changed m
        join unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
          as k(id, owner_id, wa_chat_id, channel_id, group_id) on k.id = m.chat_id
        order by k.id
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
          unread_count = c.unread_count + excluded.unread_count,
          window_expires_at = greatest(c.window_expires_at, excluded.window_expires_at),
          created_at = least(c.created_at, excluded.created_at),
          updated_at = greatest(c.updated_at, excluded.updated_at)
      )
      """;

  private ChatChanges() {}

  /// The id of the chat of a message.
  public static UUID idOf(Message message) {
    return StableId.chat(message.getOwnerId(), message.getWaChatId());
  }

  /// Binds the chats of these messages.
  public static UnnestStatement bind(UnnestStatement statement, List<Message> messages) {
    Map<UUID, ChatRow> chats = new TreeMap<>();
    messages.forEach(message -> {
      ChatRow chat = ChatRow.of(message);
      chats.putIfAbsent(chat.id(), chat);
    });
    return statement
        .columns(List.copyOf(chats.values()))
        .uuids(ChatRow::id)
        .uuids(ChatRow::ownerId)
        .texts(ChatRow::waChatId)
        .texts(ChatRow::channelId)
        .texts(ChatRow::groupId)
        .end();
  }
}
