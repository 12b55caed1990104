package io.awfar.persistence.message;

import io.awfar.persistence.batch.IdOrder;
import io.awfar.persistence.batch.RowStore;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.chat.ChatChanges;
import io.awfar.persistence.chat.ChatReads;
import io.awfar.persistence.contact.ContactChanges;
import io.awfar.persistence.count.RowKind;
import io.awfar.persistence.send.SendId;
import io.awfar.persistence.send.SentMessages;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.SendCommand;
import io.r2dbc.spi.Connection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Messages that were asked for: each is a row at once, under the id of its send, and queued until
/// a status says more. A mark as read counts messages of its chat off.
@Component
final class SendStore implements RowStore<SendCommand> {

  @Override
  public Topic<SendCommand> topic() {
    return Topics.SENDS;
  }

  @Override
  public Mono<Written> store(Connection connection, List<SendCommand> commands) {
    List<SendCommand> asked = commands.stream().filter(SentMessage::isAsked).toList();
    List<ChatReads.Mark> marks = commands.stream().flatMap(SendStore::mark).toList();
    ContactChanges contacts = new ContactChanges();
    asked.forEach(send -> contacts.add(SentMessage.of(send)));
    commands.stream().filter(SendStore::isMark).map(SentMessage::of).forEach(contacts::lock);
    // Contacts first, as everywhere: their locks come before those of chats, and those before
    // sends.
    return contacts
        .write(connection)
        .then(Mono.defer(() -> marks(connection, marks, asked)))
        .then(Mono.defer(() -> messages(connection, asked, contacts)));
  }

  /// Whoever wrote it may have told WhatsApp alone.
  private static Stream<ChatReads.Mark> mark(SendCommand command) {
    return isMark(command)
        ? Stream.of(
            new ChatReads.Mark(
                command.getOwnerId(),
                ChatChanges.idOf(SentMessage.of(command)),
                command.getReadCount()))
        : Stream.empty();
  }

  private static boolean isMark(SendCommand command) {
    Integer count = command.getReadCount();
    return count != null && count > 0 && !SentMessage.isAsked(command);
  }

  private static Mono<Void> marks(
      Connection connection, List<ChatReads.Mark> marks, List<SendCommand> asked) {
    return marks.isEmpty()
        ? Mono.empty()
        : ChatReads.write(
            connection,
            marks,
            asked.stream().map(send -> ChatChanges.idOf(SentMessage.of(send))).toList());
  }

  private static Mono<Written> messages(
      Connection connection, List<SendCommand> asked, ContactChanges contacts) {
    if (asked.isEmpty()) {
      return Mono.just(new Written(RowKind.SENDS, 0, 0, 0));
    }
    List<SendId> sends =
        asked.stream().map(send -> new SendId(send.getOwnerId(), send.getSendId())).toList();
    return SentMessages.claim(connection, sends)
        .flatMap(waMessageIds -> insert(connection, asked, contacts, waMessageIds));
  }

  private static Mono<Written> insert(
      Connection connection,
      List<SendCommand> asked,
      ContactChanges contacts,
      Map<SendId, String> waMessageIds) {
    ChatChanges chats = new ChatChanges();
    List<Message> messages = asked.stream().map(SentMessage::of).toList();
    List<MessageRow> rows =
        asked.stream()
            .map(send -> row(send, contacts, waMessageIds))
            .sorted(Comparator.comparing(MessageRow::id, IdOrder.UNSIGNED))
            .toList();
    return MessageStore.insert(connection, rows)
        .flatMap(inserted -> {
          Set<UUID> rest = new HashSet<>(inserted);
          // Of several with one id only the first is a row and counts.
          messages.stream()
              .filter(message -> rest.remove(message.getMessageId()))
              .forEach(message -> chats.add(message, contacts.add(message)));
          return chats
              .write(connection)
              .thenReturn(new Written(RowKind.SENDS, rows.size(), inserted.size(), 0));
        });
  }

  private static MessageRow row(
      SendCommand send, ContactChanges contacts, Map<SendId, String> waMessageIds) {
    Message message = SentMessage.of(send);
    return MessageRow.of(message, ChatChanges.idOf(message), contacts.add(message))
        .asSent(
            waMessageIds.get(new SendId(send.getOwnerId(), send.getSendId())),
            SentContent.replyTo(send),
            SentContent.json(send));
  }
}
