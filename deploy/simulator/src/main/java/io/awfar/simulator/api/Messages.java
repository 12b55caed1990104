package io.awfar.simulator.api;

import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.ledger.SendLedger.Call;
import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.People;
import io.awfar.simulator.payload.PhoneNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Accepts messages to people, and marks of reading.
public final class Messages {

  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final int CALLBACK_CHARS_MAX = 512;

  private final Map<String, PhoneNumber> numbers;
  private final People people;
  private final SendStatuses statuses;
  private final SendLedger ledger;
  private final JsonMapper json = new JsonMapper();

  /// Messages from these numbers.
  public Messages(
      List<PhoneNumber> numbers, People people, SendStatuses statuses, SendLedger ledger) {
    this.numbers = numbers.stream().collect(Collectors.toMap(PhoneNumber::id, Function.identity()));
    this.people = people;
    this.statuses = statuses;
    this.ledger = ledger;
  }

  PhoneNumber number(String id) throws GraphError {
    PhoneNumber number = numbers.get(id);
    if (number == null) {
      throw GraphError.unknownObject(id);
    }
    return number;
  }

  Reply accept(String numberId, InputStream body) throws GraphError, IOException {
    try {
      PhoneNumber number = number(numberId);
      JsonNode message = read(body);
      if (message.path("status").asString("").equals("read")) {
        ledger.count(Call.READ);
        required(message, "message_id");
        return Reply.json(answer -> answer.put("success", true));
      }
      return send(number, message);
    } catch (GraphError e) {
      ledger.count(Call.REFUSED);
      throw e;
    }
  }

  private Reply send(PhoneNumber number, JsonNode message) throws GraphError {
    String to =
        message.path("recipient").isString()
            ? required(message, "recipient")
            : required(message, "to");
    String type = message.path("type").asString("text");
    if (!message.has(type)) {
      throw GraphError.parameter("The parameter " + type + " is required.");
    }
    @Nullable String callbackData = optional(message, "biz_opaque_callback_data");
    if (callbackData != null && callbackData.length() > CALLBACK_CHARS_MAX) {
      throw GraphError.parameter("biz_opaque_callback_data has more than 512 characters.");
    }
    RecipientScript script = RecipientScript.of(to);
    if (script instanceof RecipientScript.Refused refused) {
      throw GraphError.ofCode(refused.code());
    }
    int errorCode = script instanceof RecipientScript.Fails fails ? fails.code() : 0;
    Contact recipient = recipient(to);
    ledger.accepted(callbackData == null ? "" : callbackData);
    String wamid = statuses.accept(number, recipient, callbackData, errorCode);
    if (script instanceof RecipientScript.NeverAnswered) {
      throw new UncheckedIOException(new IOException("the script wants no answer"));
    }
    return Reply.json(answer ->
        answer
            .put("messaging_product", "whatsapp")
            .list(
                "contacts",
                contacts ->
                    contacts.item(contact ->
                        contact
                            .put("input", to)
                            .putIfPresent("wa_id", recipient.phone())
                            .putIfPresent("user_id", recipient.userId())))
            .list(
                "messages",
                messages ->
                    messages.item(
                        sent -> sent.put("id", wamid).put("message_status", "accepted"))));
  }

  private JsonNode read(InputStream body) throws GraphError, IOException {
    byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
    if (bytes.length > BODY_BYTES_MAX) {
      throw GraphError.parameter("The body is too large.");
    }
    JsonNode message;
    try {
      message = json.readTree(bytes);
    } catch (JacksonException e) {
      throw GraphError.parameter("The body is not JSON.");
    }
    if (!message.path("messaging_product").asString("").equals("whatsapp")) {
      throw GraphError.parameter("The parameter messaging_product is required.");
    }
    return message;
  }

  /// One of the people, so that statuses name them as their messages do; else a stranger, whose
  /// digits are a phone number and anything else a business-scoped user id.
  private Contact recipient(String to) {
    String digits = to.replaceAll("[+() -]", "");
    boolean phone = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return people
        .find(phone ? digits : to)
        .orElseGet(() -> new Contact(phone ? digits : null, phone ? null : to, null, null, ""));
  }

  private static String required(JsonNode message, String name) throws GraphError {
    String value = optional(message, name);
    if (value == null || value.isBlank() || value.length() > 200) {
      throw GraphError.parameter("The parameter " + name + " is required.");
    }
    return value;
  }

  private static @Nullable String optional(JsonNode message, String name) {
    JsonNode value = message.path(name);
    return value.isString() ? value.asString() : null;
  }
}
