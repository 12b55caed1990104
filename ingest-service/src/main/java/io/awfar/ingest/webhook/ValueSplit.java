package io.awfar.ingest.webhook;

import io.awfar.ingest.webhook.SplitEvents.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the events of one change that holds messages: of field `messages`, of those sent in the
/// app on the business's phone, or of a number's history.
final class ValueSplit {

  private static final Slice PRODUCT = Payload.name("messaging_product");
  private static final Slice METADATA = Payload.name("metadata");
  private static final Slice CONTACTS = Payload.name("contacts");
  private static final Slice MESSAGES = Payload.name("messages");
  private static final Slice ECHOES = Payload.name("message_echoes");
  private static final Slice HISTORY = Payload.name("history");
  private static final Slice STATUSES = Payload.name("statuses");
  private static final Slice ERRORS = Payload.name("errors");

  private final Origin origin;
  private final MessagesValue value;
  private final SplitEvents events;
  private final Contacts contacts;

  ValueSplit(Origin origin, MessagesValue value, SplitEvents events) {
    this.origin = origin;
    this.value = value;
    this.events = events;
    this.contacts = new Contacts(value.contacts(), isOfSeveral(value));
  }

  private static boolean isOfSeveral(MessagesValue value) {
    if (value.history().isEmpty()
        && value.messages().size() + value.echoes().size() + value.statuses().size() < 2) {
      return false;
    }
    Set<@Nullable String> people = new HashSet<>();
    value.messages().forEach(message -> people.add(message.text("from_user_id", "from")));
    value.echoes().forEach(echo -> people.add(echo.text("to_user_id", "to")));
    value
        .statuses()
        .forEach(status -> people.add(status.text("recipient_user_id", "recipient_id")));
    value.history().stream()
        .flatMap(chunk -> chunk.threads().stream())
        .forEach(thread -> people.add(firstOf(thread.userId(), thread.phone())));
    return people.size() > 1;
  }

  /// Makes the events, unless there is nothing to make one of.
  boolean run() {
    if (!value.holdsEvents()) {
      return false;
    }
    value.messages().forEach(this::message);
    value.echoes().forEach(this::echo);
    for (HistoryChunk chunk : value.history()) {
      chunk.threads().forEach(this::thread);
    }
    value.statuses().forEach(this::status);
    for (Slice error : value.errors()) {
      events.error(origin, error, head().array(ERRORS, List.of(error)));
    }
    rest();
    return true;
  }

  private void message(Element message) {
    Element sender = contacts.find(message.text("from_user_id"), message.text("from"));
    String contact =
        firstOf(
            message.text("from_user_id"),
            text(sender, "user_id"),
            message.text("from"),
            text(sender, "wa_id"),
            message.text("group_id"));
    events.message(origin, message, contact, head(sender).array(MESSAGES, json(message)));
  }

  private void echo(Element echo) {
    Element recipient = contacts.find(echo.text("to_user_id"), echo.text("to"));
    String contact =
        firstOf(
            echo.text("to_user_id"),
            text(recipient, "user_id"),
            echo.text("to"),
            text(recipient, "wa_id"),
            echo.text("group_id"));
    events.message(origin, echo, contact, head(recipient).array(ECHOES, json(echo)));
  }

  private void thread(HistoryThread thread) {
    for (Element message : thread.messages()) {
      String contact =
          firstOf(
              thread.userId(),
              message.text("to_user_id", "from_user_id"),
              thread.phone(),
              message.text("to", "from", "group_id"));
      Element person = contacts.find(thread.userId(), thread.phone());
      events.message(
          origin, message, contact, head(person).array(HISTORY, List.of(thread.chunkOf(message))));
    }
  }

  private void status(Element status) {
    Element recipient =
        contacts.find(status.text("recipient_user_id"), status.text("recipient_id"));
    String contact = status.text("recipient_user_id", "recipient_id", "group_id");
    events.status(origin, status, contact, head(recipient).array(STATUSES, json(status)));
  }

  /// What no other event carries becomes one more.
  private void rest() {
    List<Slice> unknown = contacts.notFound().stream().map(Element::json).toList();
    List<Slice> chunks = value.history().stream().map(HistoryChunk::rest).toList();
    if (!unknown.isEmpty() || !chunks.isEmpty() || !value.others().isEmpty()) {
      events.channelEvent(
          origin, head().array(CONTACTS, unknown).array(HISTORY, chunks).members(value.others()));
    }
  }

  private Payload head() {
    return new Payload().member(PRODUCT, value.product()).member(METADATA, value.metadata());
  }

  private Payload head(@Nullable Element contact) {
    return contact == null ? head() : head().array(CONTACTS, json(contact));
  }

  private static List<Slice> json(Element element) {
    return List.of(element.json());
  }

  private static @Nullable String text(@Nullable Element element, String name) {
    return element == null ? null : element.text(name);
  }

  private static @Nullable String firstOf(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
