package io.awfar.gateway.message;

/// The JSON of a [Message], as the database writes it of a row `m` of `messages` in the workspace
/// `$1`.
final class MessageJson {

  // The database writes messages as JSON, each with the members of `Message`, so that the gateway
  // need not take 50 rows apart into columns and put them together again. The JSON is made of
  // texts,
  // because `json_build_object` and `row_to_json` look up the type of each column for each row; in
  // groups, because each `||` copies what stands to its left. `to_json` escapes what people and
  // WhatsApp wrote; ids and our own two words for the direction need no escape.
  //
  // Status and file are looked up only for messages that can have one, each by one probe of a
  // primary key. The status with the highest rank is the current one. A message of ours that
  // WhatsApp has no id for yet has its statuses under its own, and is queued without any. What went
  // wrong stands in the same row as the status, so a page without failures pays a comparison of two
  // words for each message of ours and no look-up.
  private static final String MESSAGE =
      """
      ('{"id":"' || m.id || '","chatId":"' || m.chat_id
        || coalesce('","contactId":"' || m.contact_id || '"', '","contactId":null'))
      || (',"waMessageId":' || coalesce(to_json(m.wa_message_id)::text, 'null')
        || ',"direction":"' || m.direction || '","type":' || to_json(m.type))
      || coalesce(',"body":' || to_json(<body>)::text, ',"body":null')
      || (coalesce(',"content":' || <content>, ',"content":null')
        || coalesce(',"replyTo":' || to_json(m.reply_to)::text, ',"replyTo":null')
        || ',"createdAt":' || replace(to_json(m.created_at)::text, '+00:00', 'Z'))
      || <members>
      || (coalesce(',"status":' || case when m.direction = 'outbound' then coalesce((
            select to_json(s.status)::text
              || case when s.status in ('failed', 'unconfirmed')
                  and (s.error_code is not null or s.error_title is not null)
                then ',"error":' || json_build_object('code', s.error_code,
                  'title', s.error_title, 'details', s.error_details)::text
                else ',"error":null' end
            from message_statuses s
            where s.owner_id = $1
              and s.wa_message_id = coalesce(m.wa_message_id, m.id::text)
            order by s.rank desc
            limit 1
          ), (m.content -> 'historyStatus')::text || ',"error":null',
          case when m.wa_message_id is null then '"queued","error":null' end) end,
          ',"status":null,"error":null')
        || coalesce(',"media":' || case when <standing>
          and (m.media_id is not null or m.mime_type is not null) then (
            select json_build_object('status', coalesce(f.outcome, 'pending'),
              'path', case when f.outcome = 'stored' then f.object_key end,
              'mimeType', coalesce(f.mime_type, m.mime_type), 'fileName', m.file_name,
              'sizeBytes', f.size_bytes, 'voice', m.voice, 'reason', f.reason,
              'thumbnailPath', case when f.outcome = 'stored' then f.thumbnail_key end,
              'widthPixels', f.width_pixels, 'heightPixels', f.height_pixels,
              'durationMillis', f.duration_millis)::text
            from (select) always
            left join media f on f.owner_id = $1 and f.message_id = m.id
          ) end || '}', ',"media":null}'))
      """;

  /// Of a message that was neither edited nor revoked nor reacted to.
  static final String AS_SENT =
      MESSAGE
          .replace("<body>", "m.body")
          .replace("<content>", "m.content::text")
          .replace("<members>", "',\"editedAt\":null,\"revokedAt\":null,\"reactions\":[]'")
          .replace("<standing>", "true");

  /// What a message says now, as text.
  static final String BODY =
      "case when m.changes[3] is not null or m.withdrawn then null"
          + " when m.changes[2] is not null then m.changes[1] else m.body end";

  /// Whether a message still says anything.
  static final String STANDING = "m.changes[3] is null and not m.withdrawn";

  /// Of any message, out of a row with [#changes].
  static final String AS_IT_IS =
      MESSAGE
          .replace("<body>", BODY)
          .replace("<content>", "case when " + STANDING + " then m.content::text end")
          .replace("<members>", "m.changes[4]")
          .replace("<standing>", STANDING);

  private MessageJson() {}

  /// Columns beside those of a row `p` of `messages`. Whoever selects them puts `offset 0` behind
  /// that, so that they are looked up once and not wherever they are used.
  ///
  /// @param chat the id of the chat: a parameter, or a column of `p`
  static String changes(String chat) {
    return "("
        + MessageChanges.OF_MESSAGE.replace("<chat>", chat)
        + ") as changes, "
        + MessageChanges.WITHDRAWN.replace("<chat>", chat)
        + " as withdrawn";
  }
}
