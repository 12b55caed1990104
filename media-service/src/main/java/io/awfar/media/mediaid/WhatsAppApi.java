package io.awfar.media.mediaid;

import io.awfar.media.download.WhatsAppMedia;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// WhatsApp's API, called for no longer than a call may take. Blocks.
final class WhatsAppApi {

  private static final int ANSWER_BYTES_MAX = 64 * 1024;

  private final OkHttpClient http;
  private final HttpUrl root;

  /// @param timeMax longest time for a call
  WhatsAppApi(OkHttpClient http, HttpUrl api, String version, Duration timeMax) {
    // A redirect would take the token elsewhere.
    this.http =
        http.newBuilder()
            .callTimeout(timeMax)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    this.root = api.newBuilder().addPathSegment(version).build();
  }

  /// Where a number or a file is, by its id.
  HttpUrl.Builder url(String id) {
    return root.newBuilder().addPathSegment(id);
  }

  Response send(Request.Builder request, String token) throws IOException {
    return http.newCall(
            request
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", WhatsAppMedia.USER_AGENT)
                .build())
        .execute();
  }

  /// What an answer says; nothing if that is no JSON.
  static JsonNode body(Response response) throws IOException {
    JsonMapper json = JsonMapper.shared();
    try {
      return json.readTree(response.peekBody(ANSWER_BYTES_MAX).bytes());
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }
}
