package io.awfar.gateway.chat;

import io.awfar.gateway.chat.Chat.LastMessage;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.page.Total;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The tables `chats`, `chat_reads` and `contacts`, which persistence-service owns.
@Component
final class ChatQueries {

  // Contacts and marks are looked up for the rows of the page only, and not for those that the
  // offset skips.
  static final String PAGE =
      """
      select c.*,
        greatest(c.inbound_count - coalesce((
          select r.read_count from chat_reads r where r.chat_id = c.id and r.owner_id = $1
        ), 0), 0) as unread_count,
        p.wa_id, p.phone, p.user_id, p.username, p.name
      from (
        select id, wa_chat_id, channel_id, group_id, contact_id, last_message_id, last_message_at,
          last_message_text, last_message_type, last_message_direction, inbound_count,
          window_expires_at, created_at, updated_at
        from chats
        where owner_id = $1 and (last_message_at, id) < ($2, $3)
        order by last_message_at desc, id desc
        limit $4 offset $5
      ) c
      left join contacts p on p.id = c.contact_id and p.owner_id = $1
      order by c.last_message_at desc, c.id desc
      """;

  /// Out of the index alone, and no further than a total goes.
  static final String COUNT =
      """
      select count(*) from (select from chats where owner_id = $1 limit $2) counted
      """;

  private final DatabaseClient database;

  ChatQueries(ReadDatabase database) {
    this.database = database.client();
  }

  Mono<Page<Chat>> page(UUID workspaceId, PageRequest asked) {
    Before before = asked.before();
    return database
        .sql(PAGE)
        .bind(0, workspaceId)
        .bind(1, before.timestamp())
        .bind(2, before.id())
        .bind(3, asked.limit() + 1)
        .bind(4, asked.offset())
        .map(row -> chat(new Columns(row)))
        .all()
        .collectList()
        .map(rows -> Page.of(asked, rows, ChatQueries::place))
        .flatMap(page -> asked.total() ? total(workspaceId).map(page::with) : Mono.just(page));
  }

  private Mono<Total> total(UUID workspaceId) {
    return database
        .sql(COUNT)
        .bind(0, workspaceId)
        .bind(1, Total.COUNTED_MAX)
        .mapValue(Long.class)
        .one()
        .map(Total::of);
  }

  private static Before place(Chat chat) {
    return new Before(chat.lastMessage().at(), chat.id());
  }

  private static Chat chat(Columns row) {
    return new Chat(
        row.get("id", UUID.class),
        row.get("wa_chat_id", String.class),
        row.get("channel_id", String.class),
        row.find("group_id", String.class),
        contact(row),
        new LastMessage(
            row.get("last_message_id", UUID.class),
            row.get("last_message_at", Instant.class),
            row.get("last_message_type", String.class),
            row.find("last_message_text", String.class),
            row.get("last_message_direction", String.class)),
        row.get("unread_count", Integer.class),
        row.find("window_expires_at", Instant.class),
        row.get("created_at", Instant.class),
        row.get("updated_at", Instant.class));
  }

  private static @Nullable Contact contact(Columns row) {
    UUID id = row.find("contact_id", UUID.class);
    return id == null
        ? null
        : new Contact(
            id,
            row.find("wa_id", String.class),
            row.find("phone", String.class),
            row.find("user_id", String.class),
            row.find("username", String.class),
            row.find("name", String.class));
  }
}
