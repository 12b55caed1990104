package io.awfar.ingest.call;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what WhatsApp answered.
final class Answer {

  private static final int OK = 200;
  private static final int TEXT_CHARS_MAX = 1000;
  private static final int WAMID_CHARS_MAX = 512;
  private static final int ID_CHARS_MAX = 256;

  private static final JsonMapper JSON = new JsonMapper();

  private Answer() {}

  /// To a message: only its id tells that it was taken. Whatever else is no error leaves a doubt.
  static CallResult toMessage(HttpResponse<byte[]> response, Instant now) {
    return read(response, now, Answer::message);
  }

  /// To a mark that a message was read.
  static CallResult toReadMark(HttpResponse<byte[]> response, Instant now) {
    return read(response, now, Answer::readMark);
  }

  private static CallResult read(
      HttpResponse<byte[]> response, Instant now, Function<JsonNode, CallResult> success) {
    JsonNode json = json(response.body());
    JsonNode error = json.path("error");
    int status = response.statusCode();
    return status != OK || error.isObject()
        ? new CallResult.Refused(status, error(error), RetryAfter.of(response.headers(), now))
        : success.apply(json);
  }

  private static CallResult readMark(JsonNode json) {
    return json.path("success").asBoolean(false)
        ? new CallResult.Marked()
        : new CallResult.NoAnswer("an answer without success");
  }

  private static CallResult message(JsonNode json) {
    String wamid = json.path("messages").path(0).path("id").asString("");
    return wamid.isBlank() || wamid.length() > WAMID_CHARS_MAX
        ? new CallResult.NoAnswer("an answer without the id of a message")
        : new CallResult.Accepted(wamid, recipient(json));
  }

  /// It answers about one recipient, as it was asked about one.
  private static Answered recipient(JsonNode json) {
    JsonNode contact = json.path("contacts").path(0);
    return new Answered(id(contact.path("wa_id")), id(contact.path("user_id")));
  }

  private static @Nullable String id(JsonNode node) {
    String id = node.asString("");
    return id.isBlank() || id.length() > ID_CHARS_MAX ? null : id;
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  private static GraphError error(JsonNode error) {
    JsonNode code = error.path("code");
    if (!code.canConvertToInt() || code.asInt() < 0) {
      return GraphError.missing();
    }
    return new GraphError(
        code.asInt(),
        text(error.path("error_user_title"), error.path("type")),
        text(error.path("message"), JSON.missingNode()),
        text(error.path("error_data").path("details"), JSON.missingNode()));
  }

  private static @Nullable String text(JsonNode preferred, JsonNode other) {
    JsonNode node = preferred.isString() ? preferred : other;
    if (!node.isString()) {
      return null;
    }
    String text = node.stringValue();
    return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
  }
}
