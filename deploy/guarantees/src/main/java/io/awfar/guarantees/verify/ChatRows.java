package io.awfar.guarantees.verify;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The rows of `chats` beside what the rows of `messages` say of the same chats.
///
/// @param count chats that have a row, or messages, or both
/// @param differing a line for each that is not as its messages say: its id, and which columns
public record ChatRows(long count, List<String> differing) {

  /// The last message is the first of the chat's page. Counted is what came in to be read: not what
  /// a history tells of, changes of others, nor notices.
  private static final String TOLD =
      """
      with last as (
        select distinct on (chat_id) *
        from messages
        order by chat_id, created_at desc, id desc
      ), counted as (
        select chat_id,
          count(*) filter (where direction = 'inbound' and content ->> 'historyStatus' is null
              and type not in ('system', 'edit', 'revoke', 'reaction'))
            as inbound_count,
          max(created_at) filter (where direction = 'inbound'
              and type not in ('system', 'edit', 'revoke')) + interval '24 hours'
            as window_expires_at,
          min(created_at) as created_at,
          max(received_at) as updated_at
        from messages
        group by chat_id
      ), told as (
        select last.chat_id, last.owner_id, last.channel_id, last.contact_id,
          last.id as last_message_id, last.created_at as last_message_at,
          last.direction as last_message_direction, last.type as last_message_type,
          left(last.body, 200) as last_message_text, counted.inbound_count,
          counted.window_expires_at, counted.created_at, counted.updated_at
        from last join counted using (chat_id)
      )
      """;

  private static final String DIFFERING =
      TOLD
          + """
          select id, differences
          from (
            select coalesce(c.id, t.chat_id) as id, concat_ws(', ',
              case when c.id is null then 'has messages and no row' end,
              case when t.chat_id is null then 'has a row and no message' end,
              case when c.id = t.chat_id then concat_ws(', ',
                case when c.inbound_count <> t.inbound_count
                  then format('inbound_count %s, not %s', c.inbound_count, t.inbound_count) end,
                case when c.last_message_id <> t.last_message_id
                  then format('last_message_id %s, not %s', c.last_message_id, t.last_message_id) end,
                case when c.last_message_at <> t.last_message_at
                  then format('last_message_at %s, not %s', c.last_message_at, t.last_message_at) end,
                case when c.last_message_direction <> t.last_message_direction
                  then format('last_message_direction %s', c.last_message_direction) end,
                case when c.last_message_type <> t.last_message_type
                  then format('last_message_type %s', c.last_message_type) end,
                case when c.last_message_text is distinct from t.last_message_text
                  then 'last_message_text' end,
                case when c.contact_id
                  is distinct from case when c.group_id is null then t.contact_id end
                  then 'contact_id' end,
                case when c.window_expires_at is distinct from t.window_expires_at
                  then 'window_expires_at' end,
                case when c.created_at <> t.created_at then 'created_at' end,
                case when c.updated_at <> t.updated_at then 'updated_at' end,
                case when c.owner_id <> t.owner_id then 'owner_id' end,
                case when c.channel_id <> t.channel_id then 'channel_id' end) end) as differences
            from chats c full join told t on c.id = t.chat_id
          ) chats
          where differences <> ''
          order by id
          """;

  private static final String COUNT =
      """
      select count(*) from (select id from chats union select chat_id from messages) chats
      """;

  /// Reads what is committed; nothing may write meanwhile.
  ///
  /// @throws SQLException if PostgreSQL does not answer
  static ChatRows read(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      List<String> differing = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(DIFFERING)) {
        while (rows.next()) {
          differing.add("chat " + rows.getString(1) + ": " + rows.getString(2));
        }
      }
      try (ResultSet row = statement.executeQuery(COUNT)) {
        row.next();
        return new ChatRows(row.getLong(1), differing);
      }
    }
  }
}
