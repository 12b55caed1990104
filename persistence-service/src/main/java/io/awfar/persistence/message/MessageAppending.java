package io.awfar.persistence.message;

import io.awfar.persistence.batch.Appending;
import io.awfar.persistence.batch.CopyRows;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.chat.ChatChanges;
import io.awfar.persistence.contact.ContactChanges;
import io.awfar.persistence.contact.IdentityLinks;
import io.awfar.persistence.contact.KnownLinks;
import io.awfar.persistence.count.RowKind;
import io.awfar.whatsapp.Message;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Copies messages into their table as they come, and brings chats and contacts up to date once, at
/// the end.
final class MessageAppending implements Appending<Message> {

  private static final String COPY =
      """
      copy messages (id, owner_id, chat_id, contact_id, created_at, received_at, voice, channel_id,
        wa_message_id, direction, type, body, reply_to, media_id, mime_type, file_name,
        media_sha256, content) from stdin (format binary)
      """;

  private final ChatChanges chats = new ChatChanges();
  private final ContactChanges contacts = new ContactChanges();
  private final IdentityLinks links;
  private long messages;
  private long files;

  MessageAppending(KnownLinks known) {
    this.links = new IdentityLinks(known);
  }

  @Override
  public Mono<Long> append(Connection connection, List<Message> added) {
    CopyRows copy = new CopyRows();
    added.stream().map(this::row).sorted(MessageRow.BY_CHAT).forEach(row -> row.write(copy));
    return copy.into(connection, COPY);
  }

  @Override
  public int pending() {
    return chats.size() + contacts.size() + links.size();
  }

  @Override
  public Mono<Written> finish(Connection connection) {
    contacts.add(links);
    return contacts
        .write(connection)
        .then(links.write(connection))
        .then(chats.write(connection))
        .thenReturn(new Written(RowKind.MESSAGES, messages, messages, 0, files));
  }

  private MessageRow row(Message message) {
    @Nullable UUID contactId = contacts.add(message);
    links.add(message);
    messages++;
    files += message.getMedia() == null ? 0 : 1;
    return MessageRow.of(message, chats.add(message, contactId), contactId);
  }
}
