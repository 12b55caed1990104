package io.awfar.gateway.message;

import io.awfar.gateway.reader.ReadDatabase;
import io.awfar.gateway.row.Columns;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// One message with its history, out of `messages`, `message_statuses` and `media`.
@Component
final class MessageDetailQueries {

  /// Those under our own id are of the time before WhatsApp had one for it. The bound is that of a
  /// group, each of whose members has some.
  private static final String STATUSES =
      """
      coalesce((
        select string_agg(
          '{"status":' || to_json(s.status)
            || ',"at":' || replace(to_json(s.occurred_at)::text, '+00:00', 'Z')
            || ',"recipient":' || coalesce(to_json(nullif(s.recipient, ''))::text, 'null')
            || ',"error":' || case when s.error_code is null and s.error_title is null
                then 'null' else json_build_object('code', s.error_code, 'title', s.error_title,
                  'details', s.error_details)::text end
            || ',"pricing":' || case when s.pricing_model is null and s.pricing_category is null
                  and s.billable is null
                then 'null' else json_build_object('model', s.pricing_model,
                  'category', s.pricing_category, 'billable', s.billable)::text end
            || ',"conversation":' || case when s.conversation_id is null
                  and s.conversation_origin is null
                then 'null' else json_build_object('id', s.conversation_id,
                  'origin', s.conversation_origin)::text end
            || '}',
          ',' order by s.occurred_at, s.rank, s.recipient)
        from (
          select * from message_statuses
          where owner_id = $1 and wa_message_id = any (array[m.wa_message_id, m.id::text])
          limit 1000
        ) s
      ), '')
      """;

  private static final String EDITS =
      """
      coalesce((
        select string_agg(
          '{"id":"' || e.id || '","body":'
            || coalesce(to_json(case when m.changes[3] is null then e.body end)::text, 'null')
            || ',"editedAt":' || replace(to_json(e.created_at)::text, '+00:00', 'Z') || '}',
          ',' order by e.created_at, e.id)
        from (
          select * from messages
          where chat_id = m.chat_id and owner_id = $1 and reply_to = m.wa_message_id
            and type = 'edit' and direction = m.direction
            and created_at >= m.created_at - interval '1 minute'
            and (direction = 'inbound' or wa_message_id is not null)
          limit 100
        ) e
      ), '')
      """;

  private static final String REACTIONS =
      """
      coalesce((
        select string_agg(
          '{"id":"' || r.id || '","contactId":' || coalesce('"' || r.contact_id || '"', 'null')
            || ',"direction":"' || r.direction
            || '","emoji":' || coalesce(to_json(r.body)::text, 'null')
            || ',"reactedAt":' || replace(to_json(r.created_at)::text, '+00:00', 'Z') || '}',
          ',' order by r.created_at, r.id)
        from (
          select * from messages
          where chat_id = m.chat_id and owner_id = $1 and reply_to = m.wa_message_id
            and type = 'reaction'
            and created_at >= m.created_at - interval '1 minute'
            and (direction = 'inbound' or wa_message_id is not null)
          limit 1000
        ) r
      ), '')
      """;

  static final String ONE =
      """
      select convert_to(left(<json>, -1)
        || ',"statuses":[' || case when m.direction = 'outbound' then <statuses> else '' end
        || '],"edits":[' || <edits> || '],"reactionHistory":[' || <reactions> || ']}', 'UTF8')
        as data
      from (
        select p.*, <changes>
        from (select * from messages where id = $2 and owner_id = $1 limit 1) p
        offset 0
      ) m
      """
          .replace("<json>", MessageJson.AS_IT_IS)
          .replace("<statuses>", STATUSES)
          .replace("<edits>", EDITS)
          .replace("<reactions>", REACTIONS)
          .replace("<changes>", MessageJson.changes("p.chat_id"));

  private final DatabaseClient database;

  MessageDetailQueries(ReadDatabase database) {
    this.database = database.client();
  }

  /// The JSON of a [MessageDetails], in UTF-8.
  ///
  /// @return nothing if the workspace has no such message
  Mono<byte[]> find(UUID workspaceId, UUID id) {
    return database
        .sql(ONE)
        .bind(0, workspaceId)
        .bind(1, id)
        .map(row -> new Columns(row).get("data", byte[].class))
        .one();
  }
}
