package io.awfar.persistence.message;

import io.awfar.persistence.batch.Appending;
import io.awfar.persistence.batch.RowStore;
import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.chat.ChatChanges;
import io.awfar.persistence.contact.ContactChanges;
import io.awfar.persistence.contact.IdentityLinks;
import io.awfar.persistence.contact.KnownLinks;
import io.awfar.persistence.count.RowKind;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Message;
import io.r2dbc.spi.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `messages`, with the contacts and chats that follow from it.
@Component
final class MessageStore implements RowStore<Message> {

  private static final String INSERT =
      """
      insert into messages (id, owner_id, chat_id, contact_id, created_at, received_at,
        voice, channel_id, wa_message_id, direction, type, body, reply_to, media_id, mime_type,
        file_name, media_sha256, content)
      select id, owner_id, chat_id, contact_id, created_at, received_at,
        voice, channel_id, wa_message_id, direction, type, body, reply_to, media_id, mime_type,
        file_name, media_sha256, content::json
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[],
        $6::timestamptz[], $7::boolean[], $8::text[], $9::text[], $10::text[], $11::text[],
        $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[])
        as m(id, owner_id, chat_id, contact_id, created_at, received_at, voice, channel_id,
          wa_message_id, direction, type, body, reply_to, media_id, mime_type, file_name,
          media_sha256, content)
      on conflict do nothing
      returning id
      """;

  /// A record that is only read again finds its own row. One that was published twice finds the row
  /// of its first publication: in another chat, or received at another time.
  private static final String SUPPRESS =
      """
      insert into suppressed_events (owner_id, received_at, kind, channel_id, event_key)
      select distinct m.owner_id, m.received_at, 'message', m.channel_id, m.id || ' ' || m.chat_id
      from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::uuid[])
        as m(id, owner_id, received_at, channel_id, chat_id)
      where not exists (
        select from messages r
        where r.id = m.id and coalesce(r.moved_from, r.chat_id) = m.chat_id
          and r.received_at = m.received_at)
      order by 1, 5, 4, 2
      on conflict do nothing
      """;

  private final KnownLinks known;

  MessageStore(KnownLinks known) {
    this.known = known;
  }

  @Override
  public Topic<Message> topic() {
    return Topics.MESSAGES;
  }

  @Override
  public Optional<Appending<Message>> appending() {
    return Optional.of(new MessageAppending(known));
  }

  @Override
  public Mono<Written> store(Connection connection, List<Message> messages) {
    ContactChanges contacts = new ContactChanges();
    IdentityLinks links = new IdentityLinks(known);
    messages.forEach(links::add);
    List<MessageRow> rows =
        messages.stream()
            .map(
                message -> MessageRow.of(message, ChatChanges.idOf(message), contacts.add(message)))
            .sorted(MessageRow.BY_WA_MESSAGE_ID)
            .toList();
    return insert(connection, rows)
        .flatMap(inserted -> {
          Set<UUID> rest = new HashSet<>(inserted);
          ChatChanges chats = new ChatChanges();
          // Of several with one id only the first is a row and counts.
          List<Message> added =
              messages.stream().filter(message -> rest.remove(message.getMessageId())).toList();
          added.forEach(message -> chats.add(message, contacts.add(message)));
          contacts.add(links);
          long files = added.stream().filter(message -> message.getMedia() != null).count();
          return contacts
              .write(connection)
              .then(links.write(connection))
              .then(chats.write(connection))
              .then(Mono.defer(() -> repeated(connection, rows, inserted.size())))
              .map(repeated ->
                  new Written(
                      RowKind.MESSAGES,
                      rows.size(),
                      inserted.size(),
                      repeated.suppressed(),
                      files + repeated.filled()));
        });
  }

  /// What became of the rows that were there already.
  ///
  /// @param filled placeholders that are files now
  private record Repeated(long filled, long suppressed) {}

  private static Mono<Repeated> repeated(
      Connection connection, List<MessageRow> rows, int inserted) {
    return inserted == rows.size()
        ? Mono.just(new Repeated(0, 0))
        : Placeholders.fill(connection, rows)
            .flatMap(filled ->
                suppress(connection, rows).map(suppressed -> new Repeated(filled, suppressed)));
  }

  /// @return the ids of the rows that were not there
  static Mono<List<UUID>> insert(Connection connection, List<MessageRow> rows) {
    return UnnestStatement.of(connection, INSERT)
        .columns(rows)
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
        .rows(row -> Objects.requireNonNull(row.get(0, UUID.class)))
        .collectList();
  }

  private static Mono<Long> suppress(Connection connection, List<MessageRow> rows) {
    return UnnestStatement.of(connection, SUPPRESS)
        .columns(rows)
        .uuids(MessageRow::id)
        .uuids(MessageRow::ownerId)
        .times(MessageRow::receivedAt)
        .texts(MessageRow::channelId)
        .uuids(MessageRow::chatId)
        .end()
        .rowsUpdated();
  }
}
