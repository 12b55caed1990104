package io.awfar.bench.read;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Which page is asked for.
enum Subject {
  /// The newest messages of a chat.
  MESSAGES("read", "messages") {
    @Override
    String path(String chat) {
      return "/api/whatsapp/chats/" + chat + "/messages?limit=50";
    }

    @Override
    boolean isAnswered(JsonNode rows, String chat) {
      return rows.valueStream()
          .allMatch(message -> message.required("chatId").stringValue().equals(chat));
    }

    @Override
    String sql() {
      return """
      \\set chat random(1, %1$d)
      select m.id, m.chat_id, m.contact_id, m.wa_message_id, m.direction, m.type, m.body, m.content,
        m.reply_to, m.created_at, m.media_id, m.mime_type, m.file_name, m.voice, s.status,
        f.outcome, f.mime_type, f.size_bytes, f.reason, f.object_key, f.thumbnail_key,
        f.width_pixels, f.height_pixels, f.duration_millis
      from (
        select * from messages
        where owner_id = '%2$s'
          and chat_id = (select id from bench_chats where number = :chat)
          and (created_at, id)
            < (timestamptz '9999-12-31', uuid '00000000-0000-0000-0000-000000000000')
        order by created_at desc, id desc limit 51
      ) m
      left join lateral (
        select status from message_statuses
        where owner_id = '%2$s' and wa_message_id = m.wa_message_id and m.direction = 'outbound'
        order by rank desc limit 1
      ) s on true
      left join media f on f.owner_id = '%2$s' and f.message_id = m.id
      order by m.created_at desc, m.id desc;
      """;
    }
  },

  /// The chats of the workspace that were written in last.
  CHATS("chats", "chats") {
    @Override
    String path(String chat) {
      return "/api/whatsapp/chats?limit=50";
    }

    @Override
    boolean isAnswered(JsonNode rows, String chat) {
      Set<String> ids = new HashSet<>();
      return rows.valueStream().allMatch(row -> ids.add(row.required("id").stringValue()));
    }

    @Override
    String sql() {
      return """
      select c.*, greatest(c.inbound_count - coalesce((
          select r.read_count from chat_reads r where r.chat_id = c.id and r.owner_id = '%2$s'), 0), 0),
        p.wa_id, p.phone, p.user_id, p.username, p.name, t.closed, t.assignee_id, t.assignee_name,
        l.label_ids, l.label_names, l.label_colours
      from (
        select id, wa_chat_id, channel_id, group_id, contact_id, last_message_id, last_message_at,
          last_message_text, last_message_type, last_message_direction, inbound_count,
          window_expires_at, created_at, updated_at
        from chats
        where owner_id = '%2$s' and (last_message_at, id)
          < (timestamptz '9999-12-31', uuid '00000000-0000-0000-0000-000000000000')
        order by last_message_at desc, id desc limit 51
      ) c
      left join lateral (
        select o.wa_id, o.phone, o.user_id, o.username, o.name
        from contacts o where o.id = c.contact_id and o.owner_id = '%2$s' limit 1
      ) p on true
      left join lateral (
        select s.closed, s.assignee_id, (
          select u.name from users u where u.id = s.assignee_id and u.workspace_id = '%2$s'
        ) as assignee_name
        from chat_team s where s.chat_id = c.id and s.owner_id = '%2$s' limit 1
      ) t on true
      left join lateral (
        select array_agg(n.id) as label_ids, array_agg(n.name) as label_names,
          array_agg(n.colour) as label_colours
        from chat_labels a
        join labels n on n.id = a.label_id and n.owner_id = '%2$s' and n.deleted_at is null
        where a.chat_id = c.id
      ) l on true
      order by c.last_message_at desc, c.id desc;
      """;
    }
  };

  private final String benchmark;
  private final String rows;

  Subject(String benchmark, String rows) {
    this.benchmark = benchmark;
    this.rows = rows;
  }

  /// The name of the benchmark that asks for it.
  String benchmark() {
    return benchmark;
  }

  /// What a page has 50 of.
  String rows() {
    return rows;
  }

  abstract String path(String chat);

  /// Whether those are rows of the page that was asked for.
  abstract boolean isAnswered(JsonNode rows, String chat);

  /// The rows alone, for pgbench, with the number of chats and the workspace to be written in.
  abstract String sql();
}
