package io.awfar.persistence.message;

import io.awfar.persistence.batch.UnnestStatement;
import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/// What a history has in place of a file becomes the file, which comes later under the same id.
///
/// The row keeps its place and its time of receipt; of the file's own event a trace is left, as of
/// any that finds its row.
final class Placeholders {

  private static final String PLACEHOLDER = "media_placeholder";

  private static final String FILL =
      """
      with filled as (
        update messages r set type = m.type, voice = m.voice, body = m.body,
          media_id = m.media_id, mime_type = m.mime_type, file_name = m.file_name,
          media_sha256 = m.media_sha256, content = m.content::json
        from unnest($1::uuid[], $2::timestamptz[], $3::boolean[], $4::text[], $5::text[],
          $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
          as m(id, created_at, voice, type, body, media_id, mime_type, file_name, media_sha256,
            content)
        where r.id = m.id and r.created_at = m.created_at and r.type = 'media_placeholder'
        returning r.id, r.chat_id, r.type, r.body
      ), shown as (
        update chats c set last_message_type = f.type, last_message_text = left(f.body, 200)
        from filled f
        where c.id = f.chat_id and c.last_message_id = f.id
      )
      select count(*) from filled
      """;

  private Placeholders() {}

  /// Fills those for which there is a file among these rows, in the transaction that inserted what
  /// was new of them.
  ///
  /// @return how many
  static Mono<Long> fill(Connection connection, List<MessageRow> rows) {
    List<MessageRow> files =
        rows.stream()
            .filter(row -> row.mediaId() != null && !row.type().equals(PLACEHOLDER))
            .toList();
    if (files.isEmpty()) {
      return Mono.just(0L);
    }
    return UnnestStatement.of(connection, FILL)
        .columns(files)
        .uuids(MessageRow::id)
        .times(MessageRow::createdAt)
        .booleans(MessageRow::voice)
        .texts(MessageRow::type)
        .texts(MessageRow::body)
        .texts(MessageRow::mediaId)
        .texts(MessageRow::mimeType)
        .texts(MessageRow::fileName)
        .texts(MessageRow::mediaSha256)
        .texts(MessageRow::content)
        .end()
        .number();
  }
}
