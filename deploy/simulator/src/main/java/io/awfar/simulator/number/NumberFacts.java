package io.awfar.simulator.number;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.payload.JsonText;
import io.awfar.simulator.payload.PhoneNumber;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What WhatsApp tells of a number: `GET /{phone-number-id}?fields=...` and `GET
/// /{account}/phone_numbers`.
///
/// Names and values are those of `PhoneNumberInfo` in Meta's OpenAPI description and of its page
/// "Business phone numbers".
public final class NumberFacts {

  private static final Set<String> DEFAULT_FIELDS =
      new LinkedHashSet<>(
          List.of(
              "verified_name",
              "code_verification_status",
              "display_phone_number",
              "quality_rating",
              "platform_type",
              "throughput"));

  private NumberFacts() {}

  /// The fields asked for, and always the id.
  ///
  /// @param fields names with commas; empty for those that come by themselves
  /// @throws GraphError 100 for a field that no number has
  public static Reply of(PhoneNumber number, NumberRules rules, String fields) throws GraphError {
    Consumer<JsonText> members = members(number, rules, fields);
    return Reply.json(members);
  }

  /// All numbers of an account.
  public static Reply list(List<PhoneNumber> numbers, Numbers all, String fields)
      throws GraphError {
    Map<PhoneNumber, Consumer<JsonText>> each = new LinkedHashMap<>();
    for (PhoneNumber number : numbers) {
      each.put(number, members(number, all.rules(number), fields));
    }
    return Reply.json(answer ->
        answer
            .list("data", data -> each.values().forEach(data::item))
            .object(
                "paging",
                paging ->
                    paging.object(
                        "cursors", c -> c.put("before", "QVFIUjg").put("after", "QVFIUjh"))));
  }

  private static Consumer<JsonText> members(PhoneNumber number, NumberRules rules, String fields)
      throws GraphError {
    Map<String, Consumer<JsonText>> known = known(number, rules);
    Set<String> asked = fields.isEmpty() ? DEFAULT_FIELDS : new LinkedHashSet<>();
    if (!fields.isEmpty()) {
      for (String field : fields.split(",", -1)) {
        if (!known.containsKey(field) && !field.equals("id")) {
          throw GraphError.member(
              "Tried accessing nonexisting field ("
                  + field
                  + ") on node type (WhatsAppBusinessPhoneNumber)");
        }
        asked.add(field);
      }
    }
    return json -> {
      known.forEach((name, write) -> {
        if (asked.contains(name)) {
          write.accept(json);
        }
      });
      json.put("id", number.id());
    };
  }

  private static Map<String, Consumer<JsonText>> known(PhoneNumber number, NumberRules rules) {
    Map<String, Consumer<JsonText>> known = new LinkedHashMap<>();
    text(known, "verified_name", "Awfar Market " + number.id());
    text(known, "code_verification_status", "VERIFIED");
    text(known, "display_phone_number", '+' + number.display());
    text(known, "quality_rating", rules.error() == 131048 ? "RED" : "GREEN");
    text(known, "platform_type", "CLOUD_API");
    known.put(
        "throughput",
        json ->
            json.object(
                "throughput",
                level -> level.put("level", rules.sendsPerSecond() > 80 ? "HIGH" : "STANDARD")));
    text(known, "name_status", "APPROVED");
    text(known, "status", rules.error() == 0 ? "CONNECTED" : "RESTRICTED");
    text(known, "account_mode", "LIVE");
    text(known, "messaging_limit_tier", "TIER_100K");
    return known;
  }

  private static void text(Map<String, Consumer<JsonText>> known, String name, String value) {
    known.put(name, json -> json.put(name, value));
  }
}
