package io.awfar.gateway;

import static io.awfar.gateway.SharedGateway.DATABASE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/// Rows as persistence-service writes them, in the shared database.
public final class Stage {

  public static final UUID OWN = UUID.fromString(RunningGateway.WORKSPACE);

  private Stage() {}

  public static UUID chat(UUID workspace, Instant lastMessageAt) {
    UUID chat = UUID.randomUUID();
    UUID contact = contact(workspace);
    Sql.run(
        DATABASE,
        """
        insert into chats (id, owner_id, contact_id, last_message_id, last_message_at, created_at,
          updated_at, inbound_count, wa_chat_id, channel_id, last_message_direction,
          last_message_type, last_message_text)
        values (?, ?, ?, ?, ?, now(), now(), 3, ?, '1055', 'inbound', 'text', 'salaam')
        """,
        chat,
        workspace,
        contact,
        UUID.randomUUID(),
        lastMessageAt.atOffset(ZoneOffset.UTC),
        "1055|" + chat);
    return chat;
  }

  private static UUID contact(UUID workspace) {
    UUID contact = UUID.randomUUID();
    Sql.run(
        DATABASE,
        """
        insert into contacts (id, owner_id, seen_at, created_at, wa_id, phone, name)
        values (?, ?, now(), now(), ?, '967777', 'Amal')
        """,
        contact,
        workspace,
        contact.toString());
    return contact;
  }

  /// A row of `messages`; what varies between tests is set by `update` afterwards.
  public static UUID message(UUID workspace, UUID chat, String direction, Instant createdAt) {
    UUID message = UUID.randomUUID();
    Sql.run(
        DATABASE,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type, body)
        values (?, ?, ?, ?, now(), '1055', ?, ?, 'text', 'salaam')
        """,
        message,
        workspace,
        chat,
        createdAt.atOffset(ZoneOffset.UTC),
        "wamid." + message,
        direction);
    return message;
  }

  /// As one whose id was computed, so that ids rise with the time.
  public static UUID text(
      UUID workspace, UUID chat, String direction, Instant createdAt, String body) {
    UUID random = UUID.randomUUID();
    UUID message =
        new UUID(
            createdAt.toEpochMilli() << 16 | (random.getMostSignificantBits() & 0xFFFF),
            random.getLeastSignificantBits());
    Sql.run(
        DATABASE,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type, body)
        values (?, ?, ?, ?, now(), '1055', ?, ?, 'text', ?)
        """,
        message,
        workspace,
        chat,
        createdAt.atOffset(ZoneOffset.UTC),
        "wamid." + message,
        direction,
        body);
    return message;
  }

  /// An edit, a revocation or a reaction of a message.
  public static UUID change(
      UUID workspace, UUID chat, UUID message, String type, String body, Instant createdAt) {
    UUID change = text(workspace, chat, "inbound", createdAt, body);
    Sql.run(
        DATABASE,
        "update messages set type = ?, reply_to = ? where id = ?",
        type,
        "wamid." + message,
        change);
    return change;
  }

  public static void status(UUID workspace, UUID message, int rank, String status) {
    Sql.run(
        DATABASE,
        """
        insert into message_statuses (owner_id, occurred_at, received_at, rank, wa_message_id,
          status, recipient, channel_id)
        values (?, now(), now(), ?, ?, ?, '967777', '1055')
        """,
        workspace,
        (short) rank,
        "wamid." + message,
        status);
  }
}
