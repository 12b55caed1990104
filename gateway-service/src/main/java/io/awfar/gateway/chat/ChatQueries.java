package io.awfar.gateway.chat;

import io.awfar.gateway.chat.Chat.LastMessage;
import io.awfar.gateway.page.Before;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageRequest;
import io.awfar.gateway.page.Total;
import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The tables `chats`, `chat_reads` and `contacts`, which persistence-service owns, with what teams
/// keep about chats.
@Component
public final class ChatQueries {

  private static final String COLUMNS =
      """
      c.id, c.wa_chat_id, c.channel_id, c.group_id, c.contact_id, c.last_message_id,
        c.last_message_at, c.last_message_text, c.last_message_type, c.last_message_direction,
        c.inbound_count, c.window_expires_at, c.created_at, c.updated_at
      """;

  // All the rest is looked up for the rows of the page only, and not for those that the offset
  // skips; one by one, by a primary key each, which keeps them in order.
  private static final String SHOWN =
      """
      select c.*,
        greatest(c.inbound_count - coalesce((
          select r.read_count from chat_reads r where r.chat_id = c.id and r.owner_id = $1
        ), 0), 0) as unread_count,
        p.wa_id, p.phone, p.user_id, p.username, p.name,
        t.closed, t.assignee_id, t.assignee_name, l.label_ids, l.label_names, l.label_colours
      from (
        <chats>
      ) c
      left join lateral (
        select o.wa_id, o.phone, o.user_id, o.username, o.name
        from contacts o
        where o.id = c.contact_id and o.owner_id = $1
        limit 1
      ) p on true
      left join lateral (
        select s.closed, s.assignee_id, (
            select u.name from users u where u.id = s.assignee_id and u.workspace_id = $1
          ) as assignee_name
        from chat_team s
        where s.chat_id = c.id and s.owner_id = $1
        limit 1
      ) t on true
      left join lateral (
        select array_agg(n.id) as label_ids, array_agg(n.name) as label_names,
          array_agg(n.colour) as label_colours
        from chat_labels a
        join labels n on n.id = a.label_id and n.owner_id = $1 and n.deleted_at is null
        where a.chat_id = c.id
      ) l on true
      order by c.last_message_at desc, c.id desc
      """;

  /// From a place on, as clients that follow `nextBefore` ask. The longest page there is stands in
  /// it as a number, and no offset: of either as a value to come the server believes the worst, so
  /// that no plan for all values would look cheap enough, and it would plan each page anew, which
  /// takes as long as to read it.
  static final String PAGE =
      SHOWN.replace(
          "<chats>",
          """
          select *
          from (
            select <columns>
            from chats c
            where c.owner_id = $1 and (c.last_message_at, c.id) < ($2, $3)
            order by c.last_message_at desc, c.id desc
            limit <rows max>
          ) c
          order by c.last_message_at desc, c.id desc
          limit $4
          """
              .replace("<columns>", COLUMNS)
              .replace("<rows max>", Integer.toString(PageRequest.LIMIT_MAX + 1)));

  private static final String PAGE_AT_OFFSET =
      SHOWN.replace(
          "<chats>",
          """
          select <columns>
          from chats c
          where c.owner_id = $1 and (c.last_message_at, c.id) < ($2, $3)
          order by c.last_message_at desc, c.id desc
          limit $4 offset $5
          """
              .replace("<columns>", COLUMNS));

  private static final String FILTERED_PAGE =
      SHOWN.replace(
          "<chats>",
          """
          select <columns>
          from (
            <existing>
          ) k
          join chats c on c.id = k.chat_id and c.owner_id = $1
          """
              .replace("<columns>", COLUMNS));

  /// By an id that the chat has, or had before it became part of another.
  static final String ONE =
      SHOWN.replace(
          "<chats>",
          """
          select <columns>
          from (select) always
          left join chat_aliases m on m.id = $2 and m.owner_id = $1
          join chats c on c.id = coalesce(m.chat_id, $2) and c.owner_id = $1
          """
              .replace("<columns>", COLUMNS));

  /// Out of the index alone, and no further than a total goes.
  private static final String COUNT =
      """
      select count(*) from (select from chats where owner_id = $1 limit $2) counted
      """;

  private static final String COUNT_FILTERED = "select count(*) from (<keys>) counted";

  private static final UUID NOBODY = new UUID(0, 0);

  private final DatabaseClient database;

  ChatQueries(ReadDatabase database) {
    this.database = database.client();
  }

  /// @return nothing if the workspace has no such chat
  public Mono<Chat> one(UUID workspaceId, UUID chatId) {
    return database
        .sql(ONE)
        .bind(0, workspaceId)
        .bind(1, chatId)
        .map(row -> chat(new Columns(row)))
        .one();
  }

  Mono<Page<Chat>> page(UUID workspaceId, ChatListRequest asked) {
    return statementOfPage(workspaceId, asked)
        .on(database)
        .map(row -> chat(new Columns(row)))
        .all()
        .collectList()
        .map(rows -> Page.of(asked.page(), rows, ChatQueries::place))
        .flatMap(page ->
            page.counted(asked.page(), Mono.defer(() -> count(workspaceId, asked.filter()))));
  }

  private Mono<Long> count(UUID workspaceId, ChatFilter filter) {
    return statementOfTotal(workspaceId, filter).on(database).mapValue(Long.class).one();
  }

  static BoundStatement statementOfPage(UUID workspaceId, ChatListRequest asked) {
    PageRequest page = asked.page();
    if (!asked.filter().equals(ChatFilter.NONE)) {
      return filtered(FILTERED_PAGE, workspaceId, page, asked.filter());
    }
    return page.offset() == 0
        ? fromPlace(PAGE, workspaceId, page)
        : fromPlace(PAGE_AT_OFFSET, workspaceId, page).with(page.offset());
  }

  static BoundStatement statementOfTotal(UUID workspaceId, ChatFilter filter) {
    if (filter.equals(ChatFilter.NONE)) {
      return BoundStatement.of(COUNT, workspaceId, Total.COUNTED_MAX);
    }
    PageRequest all = new PageRequest(Total.ROWS_MAX, 0, Before.START, false);
    return filtered(COUNT_FILTERED, workspaceId, all, filter);
  }

  private static BoundStatement filtered(
      String sql, UUID workspaceId, PageRequest page, ChatFilter filter) {
    ChatKeys keys = ChatKeys.of(filter);
    String whole = sql.replace("<keys>", keys.sql()).replace("<existing>", keys.existing());
    return fromPlace(whole, workspaceId, page).with(page.offset()).with(keys.values().toArray());
  }

  private static BoundStatement fromPlace(String sql, UUID workspaceId, PageRequest page) {
    Before before = page.before();
    return BoundStatement.of(sql, workspaceId, before.timestamp(), before.id(), page.limit() + 1);
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
        assignee(row),
        Boolean.TRUE.equals(row.find("closed", Boolean.class)) ? "closed" : "open",
        labels(row),
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

  private static @Nullable Assignee assignee(Columns row) {
    UUID id = row.find("assignee_id", UUID.class);
    return id == null || id.equals(NOBODY)
        ? null
        : new Assignee(id, row.find("assignee_name", String.class));
  }

  private static List<Label> labels(Columns row) {
    UUID[] ids = row.find("label_ids", UUID[].class);
    if (ids == null) {
      return List.of();
    }
    String[] names = row.get("label_names", String[].class);
    String[] colours = row.get("label_colours", String[].class);
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      labels.add(new Label(ids[i], names[i], colours[i]));
    }
    labels.sort(Comparator.comparing(Label::name));
    return labels;
  }
}
