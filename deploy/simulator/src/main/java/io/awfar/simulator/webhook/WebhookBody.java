package io.awfar.simulator.webhook;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.Event.ChannelEvent;
import io.awfar.simulator.payload.JsonText;
import io.awfar.simulator.payload.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The body of one POST: its events spread over entries and changes.
final class WebhookBody {

  private WebhookBody() {}

  /// UTF-8 JSON.
  ///
  /// @param layout decides how the events are grouped
  static byte[] of(List<Event> events, long layout) {
    Grouping grouping = Draw.of(layout).pick(Grouping.ALL);
    Map<String, Change> changes = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      changes.computeIfAbsent(grouping.key(event, i), key -> new Change(event)).events.add(event);
    }
    Map<String, List<Change>> entries = new LinkedHashMap<>();
    int position = 0;
    for (Change change : changes.values()) {
      String account = change.number.accountId();
      // The time of an entry is that of its event, so an event that has one is alone in it.
      Event first = change.events.getFirst();
      boolean apart = grouping == Grouping.APART || first instanceof ChannelEvent;
      String key = apart ? account + '/' + position++ : account;
      entries.computeIfAbsent(key, unused -> new ArrayList<>()).add(change);
    }
    String json =
        JsonText.object(body ->
            body.put("object", "whatsapp_business_account")
                .list(
                    "entry",
                    list -> entries.values().forEach(each -> list.item(e -> entry(e, each)))));
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static void entry(JsonText entry, List<Change> changes) {
    entry.put("id", changes.getFirst().number.accountId());
    if (changes.getFirst().events.getFirst() instanceof ChannelEvent event) {
      entry.put("time", event.at().getEpochSecond());
    }
    entry.list("changes", list -> changes.forEach(change -> list.item(change::write)));
  }

  /// Which events share a change.
  private enum Grouping {
    /// Messages and statuses of a number in one value.
    TOGETHER,
    /// Messages of a number in one value, its statuses in another.
    BY_KIND,
    /// Each in a change of its own, and each change in an entry of its own.
    APART;

    static final List<Grouping> ALL = List.of(values());

    String key(Event event, int position) {
      String number = event.number().id();
      return switch (event) {
        case Event.ChannelEvent channelEvent -> "#" + position;
        case Event.MessageEvent message when message.alone() -> "#" + position;
        case Event.MessageEvent message ->
            switch (this) {
              case TOGETHER -> number;
              case BY_KIND -> number + "#messages";
              case APART -> "#" + position;
            };
        case Event.StatusEvent status ->
            switch (this) {
              case TOGETHER -> number;
              case BY_KIND -> number + "#statuses";
              case APART -> "#" + position;
            };
      };
    }
  }

  /// One element of `changes`.
  private static final class Change {
    final PhoneNumber number;
    final List<Event> events = new ArrayList<>();

    Change(Event first) {
      this.number = first.number();
    }

    void write(JsonText change) {
      if (events.getFirst() instanceof ChannelEvent event) {
        change.put("field", event.field()).raw("value", event.json());
      } else {
        change.object("value", this::value).put("field", "messages");
      }
    }

    private void value(JsonText value) {
      Set<Contact> contacts = new LinkedHashSet<>();
      List<String> messages = new ArrayList<>();
      List<String> statuses = new ArrayList<>();
      for (Event event : events) {
        if (event instanceof Event.MessageEvent message) {
          messages.add(message.json());
          if (message.sender() != null) {
            contacts.add(message.sender());
          }
        } else {
          statuses.add(event.json());
        }
      }
      number.writeTo(value);
      listUnlessEmpty(value, "contacts", contacts.stream().map(Contact::json).toList());
      listUnlessEmpty(value, "messages", messages);
      listUnlessEmpty(value, "statuses", statuses);
    }

    private static void listUnlessEmpty(JsonText value, String name, List<String> elements) {
      if (!elements.isEmpty()) {
        value.list(name, list -> elements.forEach(list::raw));
      }
    }
  }
}
