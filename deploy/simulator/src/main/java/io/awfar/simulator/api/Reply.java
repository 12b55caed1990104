package io.awfar.simulator.api;

import io.awfar.simulator.payload.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// An answer of the API.
record Reply(int status, String contentType, byte[] body) {

  static Reply json(Consumer<JsonText> members) {
    return json(200, members);
  }

  static Reply json(int status, Consumer<JsonText> members) {
    return new Reply(
        status, "application/json", JsonText.object(members).getBytes(StandardCharsets.UTF_8));
  }

  static Reply file(String mimeType, byte[] bytes) {
    return new Reply(200, mimeType, bytes);
  }
}
