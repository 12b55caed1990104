package io.awfar.ingest.call;

import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what WhatsApp answered.
final class Answer {

  private static final int OK = 200;
  private static final int TEXT_CHARS_MAX = 1000;
  private static final int WAMID_CHARS_MAX = 512;
  private static final Duration RETRY_AFTER_MAX = Duration.ofHours(1);

  private static final JsonMapper JSON = new JsonMapper();

  private Answer() {}

  static CallResult of(int status, HttpHeaders headers, byte[] body) {
    JsonNode json = json(body);
    JsonNode error = json.path("error");
    if (status != OK || error.isObject()) {
      return new CallResult.Refused(status, error(error), retryAfter(headers));
    }
    if (json.path("success").asBoolean(false)) {
      return new CallResult.Marked();
    }
    String wamid = json.path("messages").path(0).path("id").asString("");
    return wamid.isBlank() || wamid.length() > WAMID_CHARS_MAX
        ? new CallResult.NoAnswer("an answer without the id of a message")
        : new CallResult.Accepted(wamid);
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

  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    String seconds = headers.firstValue("Retry-After").orElse("");
    if (!seconds.matches("[0-9]{1,6}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : asked;
  }
}
