package io.awfar.gateway.send;

import io.awfar.gateway.row.Columns;
import io.awfar.gateway.send.Destination.KnownChat;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.send.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The tables `chats`, `contacts` and their aliases, which persistence-service owns.
@Component
final class DestinationQueries {

  private static final String COLUMNS =
      """
      c.id, c.channel_id, c.wa_chat_id, c.group_id, c.window_expires_at, p.phone, p.user_id, p.wa_id
      """;

  /// By the id of the chat, also one that it had before it became part of another.
  static final String OF_CHAT =
      """
      select <columns>
      from (select) always
      left join chat_aliases m on m.id = $2 and m.owner_id = $1
      join chats c on c.id = coalesce(m.chat_id, $2) and c.owner_id = $1
      left join contacts p on p.id = c.contact_id and p.owner_id = $1
      """
          .replace("<columns>", COLUMNS);

  /// By a number and a name, whose ids are computed from them: the chat may be part of another, and
  /// the name one of several. One row in any case.
  static final String OF_RECIPIENT =
      """
      select <columns>, a.contact_identity
      from (select) always
      left join chat_aliases m on m.id = $2 and m.owner_id = $1
      left join contact_aliases a on a.id = $3 and a.owner_id = $1
      left join chats c on c.owner_id = $1 and c.id = coalesce(m.chat_id,
        stable_id('chat', $1, $4 || '|' || a.contact_identity), $2)
      left join contacts p on p.id = c.contact_id and p.owner_id = $1
      """
          .replace("<columns>", COLUMNS);

  private final DatabaseClient database;

  DestinationQueries(DatabaseClient database) {
    this.database = database;
  }

  /// @return nothing if the workspace has no such chat
  Mono<KnownChat> chat(UUID workspaceId, UUID chatId) {
    return database
        .sql(OF_CHAT)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .map(row -> chat(new Columns(row)))
        .one();
  }

  /// Where a message to somebody goes, whether there is a chat yet or not.
  Mono<Destination> recipient(UUID workspaceId, String channelId, Recipient recipient) {
    String own = ChatKey.of(channelId, recipient.name());
    return database
        .sql(OF_RECIPIENT)
        .bind(0, workspaceId)
        .bind(1, StableId.chat(workspaceId, own))
        .bind(2, StableId.contact(workspaceId, recipient.name()))
        .bind(3, channelId)
        .map(row -> {
          Columns columns = new Columns(row);
          return destination(
              channelId,
              recipient,
              columns.find("contact_identity", String.class),
              columns.find("id", UUID.class) == null ? null : chat(columns));
        })
        .one();
  }

  private static Destination destination(
      String channelId, Recipient recipient, @Nullable String other, @Nullable KnownChat chat) {
    String waChatId =
        chat == null
            ? ChatKey.of(channelId, Objects.requireNonNullElse(other, recipient.name()))
            : chat.waChatId();
    Stream<String> known = chat == null ? Stream.of() : chat.names().stream();
    List<String> names = Stream.concat(Stream.of(recipient.name()), known).distinct().toList();
    return new Destination(channelId, recipient, waChatId, names, chat);
  }

  private static KnownChat chat(Columns row) {
    return new KnownChat(
        row.get("id", UUID.class),
        row.get("channel_id", String.class),
        row.get("wa_chat_id", String.class),
        row.find("group_id", String.class),
        row.find("window_expires_at", Instant.class),
        row.find("phone", String.class),
        row.find("user_id", String.class),
        row.find("wa_id", String.class));
  }
}
