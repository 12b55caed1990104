package io.awfar.media.mediaid;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.media.store.StoredFile;
import io.awfar.media.store.StoredFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import tools.jackson.databind.JsonNode;

/// Uploads a file of the bucket to WhatsApp: `POST {api}/{version}/{phone-number-id}/media`. It
/// goes through as it is read. Blocks.
final class WhatsAppUpload {

  /// What is said of a file, whoever sends it: its type, its size or what else is wrong with it.
  private static final Set<Integer> OF_THE_FILE = Set.of(100, 131008, 131009, 131051, 131053);

  private static final Set<Integer> STATUSES_OF_THE_FILE = Set.of(413, 415);

  /// With code 100, of which every other kind is about what was sent: there is no such number, or
  /// none that the token may use.
  private static final int NO_SUCH_NUMBER = 33;

  private final WhatsAppApi api;
  private final StoredFiles files;

  WhatsAppUpload(WhatsAppApi api, StoredFiles files) {
    this.api = api;
    this.files = files;
  }

  /// @param key of the object
  /// @return WhatsApp's id of it
  /// @throws RefusedException if WhatsApp does not take it, or does not answer
  String upload(String key, StoredFile file, String channelId, String token) {
    Request.Builder request =
        new Request.Builder()
            .url(api.url(channelId).addPathSegment("media").build())
            .post(
                new MultipartBody.Builder()
                    .setType(MultipartBody.FORM)
                    .addFormDataPart("messaging_product", "whatsapp")
                    .addFormDataPart("type", file.mimeType())
                    .addFormDataPart("file", "file", new Streamed(key, file))
                    .build());
    try (Response response = api.send(request, token)) {
      return id(response);
    } catch (IOException e) {
      throw new RefusedException(Refusal.WHATSAPP_UNAVAILABLE);
    }
  }

  private static String id(Response response) throws IOException {
    JsonNode body = WhatsAppApi.body(response);
    String id = body.path("id").asString("");
    if (response.isSuccessful() && !id.isEmpty()) {
      return id;
    }
    boolean ofTheFile =
        STATUSES_OF_THE_FILE.contains(response.code()) || isOfTheFile(body.path("error"));
    throw new RefusedException(ofTheFile ? Refusal.FILE_REFUSED : Refusal.WHATSAPP_UNAVAILABLE);
  }

  private static boolean isOfTheFile(JsonNode error) {
    return OF_THE_FILE.contains(error.path("code").asInt(0))
        && error.path("error_subcode").asInt(0) != NO_SUCH_NUMBER;
  }

  /// The object, read from the bucket while it is written.
  private final class Streamed extends RequestBody {

    private final String key;
    private final StoredFile file;

    Streamed(String key, StoredFile file) {
      this.key = key;
      this.file = file;
    }

    @Override
    public MediaType contentType() {
      return MediaType.get(file.mimeType());
    }

    @Override
    public long contentLength() {
      return file.sizeBytes();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      try (InputStream in = files.open(key);
          Source source = Okio.source(in)) {
        var unused = sink.writeAll(source);
      }
    }
  }
}
