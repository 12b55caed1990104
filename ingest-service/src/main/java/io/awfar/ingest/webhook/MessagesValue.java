package io.awfar.ingest.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The `value` of a change that may hold messages, taken apart; whatever the order of its members.
final class MessagesValue {

  private final JsonWalk walk;
  private int partsLeft;

  private @Nullable Slice json;
  private @Nullable Slice product;
  private @Nullable Slice metadata;
  private @Nullable String phoneNumberId;
  private final List<Element> contacts = new ArrayList<>();
  private final List<Element> messages = new ArrayList<>();
  private final List<Element> echoes = new ArrayList<>();
  private final List<HistoryChunk> history = new ArrayList<>();
  private final List<Element> statuses = new ArrayList<>();
  private final List<Slice> errors = new ArrayList<>();
  private final List<Slice> others = new ArrayList<>();

  private MessagesValue(JsonWalk walk, int partsMax) {
    this.walk = walk;
    this.partsLeft = partsMax;
  }

  /// Reads the object at which the walk stands.
  ///
  /// @throws RefusedException if it has more than `partsMax` parts
  static MessagesValue read(JsonWalk walk, int partsMax) {
    MessagesValue value = new MessagesValue(walk, partsMax);
    value.json = walk.objectSlice(value::member);
    return value;
  }

  /// All of it.
  Slice json() {
    return Objects.requireNonNull(json, "read first");
  }

  @Nullable Slice product() {
    return product;
  }

  @Nullable Slice metadata() {
    return metadata;
  }

  @Nullable String phoneNumberId() {
    return phoneNumberId;
  }

  List<Element> contacts() {
    return contacts;
  }

  List<Element> messages() {
    return messages;
  }

  /// Messages that the business sent in the app on its phone.
  List<Element> echoes() {
    return echoes;
  }

  List<HistoryChunk> history() {
    return history;
  }

  List<Element> statuses() {
    return statuses;
  }

  List<Slice> errors() {
    return errors;
  }

  /// Members, name and value, that have no place above.
  List<Slice> others() {
    return others;
  }

  /// Whether there is anything in it that is an event by itself.
  boolean holdsEvents() {
    return !(messages.isEmpty()
        && echoes.isEmpty()
        && statuses.isEmpty()
        && errors.isEmpty()
        && history.stream().allMatch(HistoryChunk::isEmpty));
  }

  int partsLeft() {
    return partsLeft;
  }

  private void member(String name) {
    switch (name) {
      case "messaging_product" -> product = walk.slice();
      case "metadata" -> metadata = walk.isObject() ? readMetadata() : walk.slice();
      case "contacts" -> elements(() -> contacts.add(Element.read(walk)));
      case "messages" -> elements(() -> messages.add(Element.read(walk)));
      case "message_echoes" -> elements(() -> echoes.add(Element.read(walk)));
      case "history" -> elements(() -> history.add(HistoryChunk.read(walk, this::countPart)));
      case "statuses" -> elements(() -> statuses.add(Element.read(walk)));
      case "errors" -> elements(() -> errors.add(walk.slice()));
      default -> other();
    }
  }

  private Slice readMetadata() {
    return walk.objectSlice(name -> {
      if (name.equals("phone_number_id")) {
        phoneNumberId = ShortText.orNull(walk.text());
      }
    });
  }

  private void elements(Runnable element) {
    if (!walk.isArray()) {
      other();
      return;
    }
    walk.elements(() -> {
      countPart();
      element.run();
    });
  }

  private void other() {
    countPart();
    others.add(walk.memberSlice());
  }

  private void countPart() {
    if (partsLeft == 0) {
      throw Refusal.TOO_MANY_EVENTS.exception();
    }
    partsLeft--;
  }
}
