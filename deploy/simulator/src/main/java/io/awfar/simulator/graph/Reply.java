package io.awfar.simulator.graph;

import io.awfar.simulator.payload.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/// An answer of the API.
///
/// @param headers beyond the type of the content
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers)
    implements Answer {

  /// 200 with an object.
  public static Reply json(Consumer<JsonText> members) {
    return json(200, members);
  }

  /// An object with any status.
  public static Reply json(int status, Consumer<JsonText> members) {
    return text(status, "application/json", JsonText.object(members));
  }

  /// 200 with JSON that is already written.
  public static Reply written(String json) {
    return text(200, "application/json", json);
  }

  /// `{"success":true}`.
  public static Reply success() {
    return json(body -> body.put("success", true));
  }

  /// 200 with a file.
  public static Reply file(String mimeType, byte[] bytes) {
    return new Reply(200, mimeType, bytes, Map.of());
  }

  /// What stands before WhatsApp's API answers when it cannot reach it: a page, not an error of the
  /// API.
  public static Reply page(int status) {
    return text(status, "text/html", "<html><body><h1>" + status + "</h1></body></html>");
  }

  Reply with(Map<String, String> more) {
    return new Reply(status, contentType, body, more);
  }

  private static Reply text(int status, String type, String text) {
    return new Reply(status, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
