package io.awfar.ingest.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Random webhooks of field `messages` with any content, and the payloads that splitting must give.
final class WebhookTexts {

  private static final String METADATA = "{ \"phone_number_id\":\"p\"}";

  private final Random random;
  private final JsonTexts json;

  /// @param payloads what its events carry, in order; but for the one of its other members
  /// @param others members, name and value, that belong to no other event
  record Value(String text, List<String> payloads, List<String> others) {}

  WebhookTexts(Random random) {
    this.random = random;
    this.json = new JsonTexts(random);
  }

  List<Value> values() {
    List<Value> values = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      values.add(value());
    }
    return values;
  }

  /// A body with these values, an entry for each.
  static String body(List<Value> values) {
    return values.stream()
        .map(value ->
            "{\"changes\":[{\"value\":%s,\"field\":\"messages\"}],\"id\":\"w\"}"
                .formatted(value.text()))
        .collect(
            Collectors.joining(",", "{\"object\":\"whatsapp_business_account\",\"entry\":[", "]}"));
  }

  private Value value() {
    List<String> messages = json.list(4, () -> element("id"));
    List<String> statuses = json.list(4, () -> element("id"));
    List<String> errors = json.list(2, () -> element("code"));
    List<String> others = new ArrayList<>();
    if (json.chance(3)) {
      others.add(json.member("novelty", json.value()));
    }
    if (json.chance(3)) {
      others.add(json.member("contacts", json.string()));
    }
    List<String> members = new ArrayList<>(others);
    members.add(json.member("messaging_product", "\"whatsapp\""));
    members.add(json.member("metadata", METADATA));
    members.add(json.member("messages", json.array(messages)));
    members.add(json.member("statuses", json.array(statuses)));
    members.add(json.member("errors", json.array(errors)));
    String text = json.object(members);

    List<String> payloads = new ArrayList<>();
    messages.forEach(message -> payloads.add(payload("messages", message)));
    statuses.forEach(status -> payloads.add(payload("statuses", status)));
    errors.forEach(error -> payloads.add(payload("errors", error)));
    return payloads.isEmpty()
        ? new Value(text, List.of(text), List.of())
        : new Value(text, payloads, others);
  }

  private static String payload(String name, String element) {
    return "{\"messaging_product\":\"whatsapp\",\"metadata\":%s,\"%s\":[%s]}"
        .formatted(METADATA, name, element);
  }

  private String element(String idName) {
    if (json.chance(10)) {
      return json.value();
    }
    return json.object(
        List.of(
            json.member(idName, json.string()),
            json.member("from", json.string()),
            json.member("any", json.value())));
  }
}
