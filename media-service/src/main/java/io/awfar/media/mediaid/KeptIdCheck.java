package io.awfar.media.mediaid;

import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks WhatsApp whether a number still has a file: `GET
/// {api}/{version}/{media-id}?phone_number_id={phone-number-id}`. Blocks.
final class KeptIdCheck {

  /// What WhatsApp says of an id.
  enum Answer {
    THERE,
    /// Deleted, or not this number's any more.
    GONE,
    /// It does not answer, is in trouble, or does not take the token.
    UNTOLD
  }

  private static final int ANSWER_BYTES_MAX = 64 * 1024;

  /// No such object, or none that the token may see.
  private static final int NO_SUCH_OBJECT = 100;

  private final OkHttpClient http;
  private final HttpUrl api;
  private final String version;
  private final JsonMapper json = JsonMapper.shared();

  KeptIdCheck(OkHttpClient http, HttpUrl api, String version, Duration timeMax) {
    // A redirect would take the token elsewhere.
    this.http =
        http.newBuilder()
            .callTimeout(timeMax)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    this.api = api;
    this.version = version;
  }

  Answer ask(String mediaId, String channelId, String token) {
    Request request =
        new Request.Builder()
            .url(
                api.newBuilder()
                    .addPathSegment(version)
                    .addPathSegment(mediaId)
                    .addQueryParameter("phone_number_id", channelId)
                    .build())
            .header("Authorization", "Bearer " + token)
            .header("User-Agent", WhatsAppUpload.USER_AGENT)
            .build();
    try (Response response = http.newCall(request).execute()) {
      return response.isSuccessful() ? Answer.THERE : refusal(response);
    } catch (IOException e) {
      return Answer.UNTOLD;
    }
  }

  /// For a doubt a file is not uploaded again.
  private Answer refusal(Response response) throws IOException {
    return switch (response.code()) {
      case 404, 410 -> Answer.GONE;
      case 429 -> Answer.UNTOLD;
      default ->
          response.code() / 100 == 4 && errorCode(response) == NO_SUCH_OBJECT
              ? Answer.GONE
              : Answer.UNTOLD;
    };
  }

  private int errorCode(Response response) throws IOException {
    try {
      return json.readTree(response.peekBody(ANSWER_BYTES_MAX).bytes())
          .path("error")
          .path("code")
          .asInt(0);
    } catch (JacksonException e) {
      return 0;
    }
  }
}
