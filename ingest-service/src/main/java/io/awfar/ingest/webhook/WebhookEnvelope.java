package io.awfar.ingest.webhook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body taken apart in one pass, which checks its JSON to the end: the layers `entry` and
/// `changes`, and the value of each change.
final class WebhookEnvelope {

  private static final String UNKNOWN = "unknown";

  private final List<Change> changes = new ArrayList<>();
  private final JsonWalk walk;
  private final int partsMax;
  private int partsLeft;
  private int wrappings;

  /// @param businessAccountId `entry[].id`, or empty
  /// @param time `entry[].time` as it is written, or empty
  /// @param field `changes[].field`, or `unknown`
  /// @param json the value, of any JSON type
  /// @param value the same taken apart, if it is an object
  record Change(
      String businessAccountId,
      String time,
      String field,
      Slice json,
      @Nullable MessagesValue value) {}

  /// What is found while its members are passed, in whatever order they come.
  private static final class Parts {
    private String name;
    private String time = "";
    private @Nullable Slice json;
    private @Nullable MessagesValue value;
    private boolean list;

    private Parts(String name) {
      this.name = name;
    }
  }

  private WebhookEnvelope(JsonWalk walk, int partsMax) {
    this.walk = walk;
    this.partsMax = partsMax;
    this.partsLeft = partsMax;
  }

  /// All changes in their order.
  ///
  /// @throws RefusedException if there are more than `partsMax` changes, parts of their values, or
  ///   entries and members that nobody knows, or the layers have the wrong shape
  /// @throws tools.jackson.core.JacksonException if it is not JSON
  static List<Change> changes(JsonWalk walk, int partsMax) {
    if (walk.isNothing()) {
      throw Refusal.INVALID_JSON.exception();
    }
    WebhookEnvelope envelope = new WebhookEnvelope(walk, partsMax);
    boolean webhook = walk.isObject() && envelope.body();
    if (!walk.isAll()) {
      throw Refusal.INVALID_JSON.exception();
    }
    require(webhook);
    return envelope.changes;
  }

  private boolean body() {
    Parts body = new Parts("");
    walk.members(name -> {
      switch (name) {
        case "entry" -> body.list = list(this::entry);
        case "object" -> {}
        default -> countWrapping();
      }
    });
    return body.list;
  }

  private void entry() {
    countWrapping();
    require(walk.isObject());
    int first = changes.size();
    Parts entry = new Parts("");
    walk.members(name -> {
      switch (name) {
        case "id" -> entry.name = textOr("");
        case "changes" -> entry.list = list(this::change);
        case "time" -> entry.time = scalarOr("");
        default -> countWrapping();
      }
    });
    require(entry.list);
    // Id and time may come after the changes.
    changes
        .subList(first, changes.size())
        .replaceAll(change ->
            new Change(entry.name, entry.time, change.field(), change.json(), change.value()));
  }

  private void change() {
    require(walk.isObject());
    if (changes.size() == partsMax) {
      throw Refusal.TOO_MANY_EVENTS.exception();
    }
    Parts change = new Parts(UNKNOWN);
    walk.members(name -> {
      switch (name) {
        case "field" -> change.name = textOr(UNKNOWN);
        case "value" -> value(change);
        default -> countWrapping();
      }
    });
    if (change.json == null) {
      throw Refusal.INVALID_WEBHOOK.exception();
    }
    changes.add(new Change("", "", change.name, change.json, change.value));
  }

  /// Taken apart whatever the field is, which may come after it.
  private void value(Parts change) {
    if (walk.isObject()) {
      MessagesValue value = MessagesValue.read(walk, partsLeft);
      partsLeft = value.partsLeft();
      change.value = value;
      change.json = value.json();
    } else {
      change.json = walk.slice();
    }
  }

  /// Counts what holds no event by itself but takes time to read.
  private void countWrapping() {
    if (wrappings == partsMax) {
      throw Refusal.TOO_MANY_EVENTS.exception();
    }
    wrappings++;
  }

  private boolean list(Runnable element) {
    require(walk.isArray());
    walk.elements(element);
    return true;
  }

  private String textOr(String otherwise) {
    String text = ShortText.orNull(walk.text());
    return text == null ? otherwise : text;
  }

  private String scalarOr(String otherwise) {
    boolean scalar = !walk.isObject() && !walk.isArray();
    String text = scalar ? ShortText.orNull(walk.scalar()) : null;
    return text == null ? otherwise : text;
  }

  private static void require(boolean shape) {
    if (!shape) {
      throw Refusal.INVALID_WEBHOOK.exception();
    }
  }
}
