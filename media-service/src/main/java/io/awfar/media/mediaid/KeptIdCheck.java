package io.awfar.media.mediaid;

import java.io.IOException;
import okhttp3.Request;
import okhttp3.Response;

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

  /// No such object, or none that the token may see.
  private static final int NO_SUCH_OBJECT = 100;

  private final WhatsAppApi api;

  KeptIdCheck(WhatsAppApi api) {
    this.api = api;
  }

  Answer ask(String mediaId, String channelId, String token) {
    Request.Builder request =
        new Request.Builder()
            .url(api.url(mediaId).addQueryParameter("phone_number_id", channelId).build());
    try (Response response = api.send(request, token)) {
      return response.isSuccessful() ? Answer.THERE : refusal(response);
    } catch (IOException e) {
      return Answer.UNTOLD;
    }
  }

  /// For a doubt a file is not uploaded again.
  private static Answer refusal(Response response) throws IOException {
    return switch (response.code()) {
      case 404, 410 -> Answer.GONE;
      case 429 -> Answer.UNTOLD;
      default ->
          response.code() / 100 == 4 && errorCode(response) == NO_SUCH_OBJECT
              ? Answer.GONE
              : Answer.UNTOLD;
    };
  }

  private static int errorCode(Response response) throws IOException {
    return WhatsAppApi.body(response).path("error").path("code").asInt(0);
  }
}
