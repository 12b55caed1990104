package io.awfar.bench.persist;

import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;

/// The tables that a sink usually writes to: full ids, the payload as jsonb, the same indexes as
/// ours; and a row for each record, but no chats and no contacts.
final class SinkTables {

  static final String DDL =
      """
      create table messages (
        id uuid primary key,
        owner_id uuid not null,
        chat_id text not null,
        wa_message_id text not null,
        direction text not null,
        type text not null,
        body text,
        payload jsonb,
        created_at timestamptz not null,
        received_at timestamptz not null,
        constraint messages_wa_message_id_unique unique (owner_id, wa_message_id)
      );
      create index idx_messages_chat_created on messages (chat_id, created_at desc, id desc);
      create table message_statuses (
        owner_id uuid not null,
        wa_message_id text not null,
        status text not null,
        recipient text not null,
        channel_id text not null,
        occurred_at timestamptz not null,
        received_at timestamptz not null,
        payload jsonb,
        primary key (owner_id, wa_message_id, status, recipient, channel_id)
      );
      """;

  static final String UPSERT_MESSAGE =
      """
      insert into messages (id, owner_id, chat_id, wa_message_id, direction, type, body, payload,
        created_at, received_at) values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
      on conflict (owner_id, wa_message_id) do update set id = excluded.id,
        chat_id = excluded.chat_id, direction = excluded.direction, type = excluded.type,
        body = excluded.body, payload = excluded.payload, created_at = excluded.created_at,
        received_at = excluded.received_at\
      """;

  static final String UPSERT_STATUS =
      """
      insert into message_statuses (owner_id, wa_message_id, status, recipient, channel_id,
        occurred_at, received_at, payload) values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (owner_id, wa_message_id, status, recipient, channel_id) do update set
        occurred_at = excluded.occurred_at, received_at = excluded.received_at,
        payload = excluded.payload\
      """;

  private SinkTables() {}

  static void bind(PreparedStatement statement, Message message) throws SQLException {
    statement.setObject(1, message.getMessageId());
    statement.setObject(2, message.getOwnerId());
    statement.setString(3, message.getWaChatId());
    statement.setString(4, message.getWaMessageId());
    statement.setString(5, message.getDirection().name());
    statement.setString(6, message.getTypeName());
    statement.setString(7, message.getText());
    statement.setString(8, payload(message));
    statement.setObject(9, message.getSentAt().atOffset(ZoneOffset.UTC));
    statement.setObject(10, message.getReceivedAt().atOffset(ZoneOffset.UTC));
  }

  static void bind(PreparedStatement statement, MessageStatus status) throws SQLException {
    statement.setObject(1, status.getOwnerId());
    statement.setString(2, status.getWaMessageId());
    statement.setString(3, status.getStatusName());
    statement.setString(4, status.getRecipientId());
    statement.setString(5, status.getChannelId());
    statement.setObject(6, status.getOccurredAt().atOffset(ZoneOffset.UTC));
    statement.setObject(7, status.getReceivedAt().atOffset(ZoneOffset.UTC));
    statement.setString(8, payload(status));
  }

  /// The webhook's value. The sample's texts need no escapes.
  private static String payload(Message message) {
    String phone = String.valueOf(message.getContact().getPhone());
    return envelope(message.getChannelId())
        + "\"contacts\":[{\"profile\":{\"name\":\""
        + message.getContact().getName()
        + "\"},\"wa_id\":\""
        + phone
        + "\"}],\"messages\":[{\"from\":\""
        + phone
        + "\",\"id\":\""
        + message.getWaMessageId()
        + "\",\"timestamp\":\""
        + message.getSentAt().getEpochSecond()
        + "\",\"type\":\"text\",\"text\":{\"body\":\""
        + message.getText()
        + "\"}}]}";
  }

  private static String payload(MessageStatus status) {
    return envelope(status.getChannelId())
        + "\"statuses\":[{\"id\":\""
        + status.getWaMessageId()
        + "\",\"status\":\""
        + status.getStatusName()
        + "\",\"timestamp\":\""
        + status.getOccurredAt().getEpochSecond()
        + "\",\"recipient_id\":\""
        + status.getRecipientId()
        + "\"}]}";
  }

  private static String envelope(String channelId) {
    return "{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"16505551111\","
               + "\"phone_number_id\":\""
        + channelId
        + "\"},";
  }
}
