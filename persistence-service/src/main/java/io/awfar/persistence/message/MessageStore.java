package io.awfar.persistence.message;

import static java.util.Comparator.comparing;

import io.awfar.persistence.batch.RowStore;
import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.chat.ChatChanges;
import io.awfar.persistence.contact.ContactStore;
import io.awfar.persistence.count.RowKind;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Message;
import io.r2dbc.spi.Connection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `messages`, with the contacts and chats that follow from it.
@Component
final class MessageStore implements RowStore<Message> {

  private static final String INSERT =
      """
      with inserted as (
        insert into messages (id, owner_id, chat_id, contact_id, created_at, received_at,
          voice, channel_id, wa_message_id, direction, type, body, reply_to, media_id, mime_type,
          file_name, media_sha256, content)
        select id, owner_id, chat_id, contact_id, created_at, received_at,
          voice, channel_id, wa_message_id, direction, type, body, reply_to, media_id, mime_type,
          file_name, media_sha256, content::json
        from unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::timestamptz[],
          $11::timestamptz[], $12::boolean[], $13::text[], $14::text[], $15::text[], $16::text[],
          $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[],
          $23::text[])
          as m(id, owner_id, chat_id, contact_id, created_at, received_at, voice, channel_id,
            wa_message_id, direction, type, body, reply_to, media_id, mime_type, file_name,
            media_sha256, content)
        on conflict do nothing
        returning id, chat_id, contact_id, created_at, received_at, direction, type, body,
          media_id
      ),
      """
          + ChatChanges.SQL
          + "select count(*), count(media_id) from inserted";

  /// A record that is only read again finds its own row. One that was published twice finds the row
  /// of its first publication: in another chat, or received at another time.
  private static final String SUPPRESS =
      """
      insert into suppressed_events (owner_id, received_at, kind, channel_id, event_key)
      select distinct m.owner_id, m.received_at, 'message', m.channel_id,
        m.wa_message_id || ' ' || m.chat_id
      from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::uuid[])
        as m(owner_id, received_at, channel_id, wa_message_id, chat_id)
      where not exists (
        select from messages r
        where r.owner_id = m.owner_id and r.wa_message_id = m.wa_message_id
          and r.chat_id = m.chat_id and r.received_at = m.received_at)
      order by 1, 5, 4, 2
      on conflict do nothing
      """;

  /// Two transactions that hold the same messages must meet them in the same order. Messages of one
  /// id stay as they came: the first is the row.
  private static final Comparator<Message> KEY =
      comparing(Message::getOwnerId).thenComparing(Message::getWaMessageId);

  private final ContactStore contacts;

  private record Inserted(long rows, long files) {}

  MessageStore(ContactStore contacts) {
    this.contacts = contacts;
  }

  @Override
  public Topic<Message> topic() {
    return Topics.MESSAGES;
  }

  @Override
  public Mono<Written> store(Connection connection, List<Message> messages) {
    List<Message> sorted = messages.stream().sorted(KEY).toList();
    return contacts
        .upsert(connection, messages)
        .then(Mono.defer(() -> insert(connection, sorted)))
        .flatMap(inserted ->
            (inserted.rows() == sorted.size() ? Mono.just(0L) : suppress(connection, sorted))
                .map(suppressed ->
                    new Written(
                        RowKind.MESSAGES,
                        sorted.size(),
                        inserted.rows(),
                        suppressed,
                        inserted.files())));
  }

  private static Mono<Inserted> insert(Connection connection, List<Message> messages) {
    return ChatChanges.bind(UnnestStatement.of(connection, INSERT), messages)
        .columns(messages.stream().map(MessageRow::of).toList())
        .uuids(MessageRow::id)
        .uuids(MessageRow::ownerId)
        .uuids(MessageRow::chatId)
        .uuids(MessageRow::contactId)
        .times(MessageRow::createdAt)
        .times(MessageRow::receivedAt)
        .booleans(MessageRow::voice)
        .texts(MessageRow::channelId)
        .texts(MessageRow::waMessageId)
        .texts(MessageRow::direction)
        .texts(MessageRow::type)
        .texts(MessageRow::body)
        .texts(MessageRow::replyTo)
        .texts(MessageRow::mediaId)
        .texts(MessageRow::mimeType)
        .texts(MessageRow::fileName)
        .texts(MessageRow::mediaSha256)
        .texts(MessageRow::content)
        .end()
        .row(row -> new Inserted(UnnestStatement.count(row, 0), UnnestStatement.count(row, 1)));
  }

  private static Mono<Long> suppress(Connection connection, List<Message> messages) {
    return UnnestStatement.of(connection, SUPPRESS)
        .columns(messages)
        .uuids(Message::getOwnerId)
        .times(Message::getReceivedAt)
        .texts(Message::getChannelId)
        .texts(Message::getWaMessageId)
        .uuids(ChatChanges::idOf)
        .end()
        .rowsUpdated();
  }
}
