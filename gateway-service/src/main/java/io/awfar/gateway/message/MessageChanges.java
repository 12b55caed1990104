package io.awfar.gateway.message;

/// What a message has become by edits, its revocation and reactions.
///
/// These are messages themselves, found by what they apply to, so it makes no difference which
/// comes first. Who wrote a message edits and revokes it; the newest edit counts, and of each
/// person the newest reaction, which may be none.
final class MessageChanges {

  /// For message `p`: its body as edited, when it was edited and revoked, and the members of
  /// [Message] that tell of it all, as JSON.
  // None is earlier than its message, but by what our clock and WhatsApp's differ, which has whole
  // seconds: where `messages` is partitioned, that spares the months before. What we wrote counts
  // once WhatsApp has taken it. In rows of earlier versions a reaction of ours that was taken off
  // has an empty body.
  static final String OF_MESSAGE =
      """
      select array[
        (array_agg(c.body order by c.created_at desc, c.id desc) filter (where c.type = 'edit'))[1],
        max(c.created_at) filter (where c.type = 'edit')::text,
        min(c.created_at) filter (where c.type = 'revoke')::text,
        ',"editedAt":'
          || coalesce(replace(to_json(max(c.created_at) filter (where c.type = 'edit'))::text,
            '+00:00', 'Z'), 'null')
          || ',"revokedAt":'
          || coalesce(replace(to_json(min(c.created_at) filter (where c.type = 'revoke'))::text,
            '+00:00', 'Z'), 'null')
          || ',"reactions":['
          || coalesce(string_agg(
            '{"contactId":' || coalesce('"' || c.contact_id || '"', 'null')
              || ',"direction":"' || c.direction || '","emoji":' || to_json(c.body)
              || ',"reactedAt":' || replace(to_json(c.created_at)::text, '+00:00', 'Z') || '}',
            ',' order by c.created_at, c.id)
            filter (where c.type = 'reaction' and c.later = 0 and nullif(c.body, '') is not null),
            '')
          || ']'
      ]
      from (
        select change.*, row_number() over (
          partition by change.type, change.direction,
            case when change.direction = 'inbound' then change.contact_id end
          order by change.created_at desc, change.id desc) - 1 as later
        from messages change
        where change.chat_id = <chat> and change.owner_id = $1
          and change.reply_to = p.wa_message_id and change.type in ('edit', 'revoke', 'reaction')
          and (change.type = 'reaction' or change.direction = p.direction)
          and change.created_at >= p.created_at - interval '1 minute'
          and (change.direction = 'inbound' or change.wa_message_id is not null)
      ) c
      """;

  /// Whether message `p` is an edit of a message that was revoked, which says what that one said.
  static final String WITHDRAWN =
      """
      p.type = 'edit' and exists (
        select
        from messages revocation
        where revocation.chat_id = <chat> and revocation.owner_id = $1
          and revocation.reply_to = p.reply_to and revocation.type = 'revoke'
          and revocation.direction = p.direction)
      """;

  private MessageChanges() {}
}
