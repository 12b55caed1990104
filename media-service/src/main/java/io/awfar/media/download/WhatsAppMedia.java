package io.awfar.media.download;

import io.awfar.media.MediaSettings;
import io.awfar.media.download.Lookup.Located;
import io.awfar.media.download.WhatsAppFault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/// WhatsApp's media API: where a file is, and the file.
///
/// Blocks; call it on a thread that may. A token goes to allowed hosts only.
public final class WhatsAppMedia {

  /// Meta's own description of the API demands this form.
  public static final String USER_AGENT = "awfar/0.1.0";

  private static final int REDIRECTS_MAX = 3;

  private final OkHttpClient http;
  private final HttpUrl api;
  private final MediaSettings.WhatsApp settings;
  private final AllowedHosts hosts;
  private final Answers answers;

  WhatsAppMedia(OkHttpClient http, HttpUrl api, MediaSettings.WhatsApp settings, Answers answers) {
    this.http = http;
    this.api = api;
    this.settings = settings;
    this.hosts = new AllowedHosts(api, settings.downloadHosts());
    this.answers = answers;
  }

  /// Asks where the file of a media id is: `GET {api}/{version}/{media-id}`. The url lives 5
  /// minutes.
  ///
  /// @param token of the number that the file was sent to
  /// @param timeMax if shorter than the settings say
  /// @throws WhatsAppFault if another attempt may succeed
  public Lookup locate(String mediaId, String token, Duration timeMax) throws WhatsAppFault {
    HttpUrl url =
        api.newBuilder().addPathSegment(settings.apiVersion()).addPathSegment(mediaId).build();
    try (Response response = send(url, token, min(settings.lookupTimeMax(), timeMax))) {
      if (response.isSuccessful()) {
        return located(answers.body(response));
      }
      answers.throwIfTransient(Step.LOOKUP, response);
      return Refused.LOOKUP;
    } catch (IOException e) {
      throw Answers.faultOf(Step.LOOKUP, e);
    }
  }

  /// Writes the file at an address to `target`, which must not exist yet; whatever is left there
  /// after a failure is the caller's to delete.
  ///
  /// @param token of the number that the file was sent to
  /// @param timeMax if shorter than the settings say
  /// @param room asked for once: before the request if the size is known by then, else by the head
  ///   of the answer
  /// @throws WhatsAppFault if another attempt, with a new url, may succeed
  /// @throws CrowdedException if there is no room in time
  /// @throws java.io.UncheckedIOException if the file cannot be written
  public Download fetch(Located located, String token, Path target, Duration timeMax, Room room)
      throws WhatsAppFault, CrowdedException, InterruptedException {
    if (located.sizeBytes() > settings.fileSizeMax().toBytes()) {
      return Refused.TOO_LARGE;
    }
    if (located.isSizeKnown()) {
      room.take(located.sizeBytes());
    }
    Duration bound = min(settings.downloadTimeMax(), timeMax);
    HttpUrl url = HttpUrl.parse(located.url());
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      if (url == null || !hosts.permits(url)) {
        throw urlRefused();
      }
      try (Response response = send(url, token, bound)) {
        if (response.isRedirect()) {
          String location = response.header("Location");
          url = location == null ? null : url.resolve(location);
          continue;
        }
        return response.isSuccessful() ? save(response, located, target, room) : refusal(response);
      } catch (IOException e) {
        throw Answers.faultOf(Step.DOWNLOAD, e);
      }
    }
    throw urlRefused();
  }

  /// A new host of WhatsApp's looks like this until the settings name it.
  private static WhatsAppFault urlRefused() {
    return new WhatsAppFault(Kind.DENIED, Step.DOWNLOAD, "url-refused");
  }

  private Response send(HttpUrl url, String token, Duration timeMax) throws IOException {
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + token)
            .header("User-Agent", USER_AGENT)
            // Sizes and hashes are those of the file, not of a compressed form.
            .header("Accept-Encoding", "identity")
            .build();
    var call = http.newCall(request);
    // To okhttp no time is for ever.
    call.timeout().timeout(Math.max(1, timeMax.toNanos()), TimeUnit.NANOSECONDS);
    return call.execute();
  }

  private static Lookup located(JsonNode body) throws WhatsAppFault {
    String url = body.path("url").asString("");
    if (url.isEmpty()) {
      throw new WhatsAppFault(Kind.FAILING, Step.LOOKUP, "api-error");
    }
    return new Located(
        url,
        body.path("mime_type").asString(null),
        body.path("sha256").asString(null),
        // A number in one place of the documentation, a string in another.
        body.path("file_size").asLong(Located.SIZE_UNKNOWN));
  }

  private Download refusal(Response response) throws IOException, WhatsAppFault {
    answers.throwIfTransient(Step.DOWNLOAD, response);
    return Refused.DOWNLOAD;
  }

  private Download save(Response response, Located located, Path target, Room room)
      throws IOException, WhatsAppFault, CrowdedException, InterruptedException {
    long sizeMax = located.isSizeKnown() ? located.sizeBytes() : settings.fileSizeMax().toBytes();
    long length = response.body().contentLength();
    if (length > sizeMax) {
      return beyond(located);
    }
    if (!located.isSizeKnown()) {
      room.take(length < 0 ? sizeMax : length);
    }
    try (InputStream in = response.body().byteStream();
        HashedFile file = HashedFile.create(target)) {
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (file.sizeBytes() + n > sizeMax) {
          return beyond(located);
        }
        file.write(buffer, n);
      }
      return verified(file, located);
    }
  }

  /// What a file means that goes on beyond what it may have.
  private static Download beyond(Located located) throws WhatsAppFault {
    if (!located.isSizeKnown()) {
      return Refused.TOO_LARGE;
    }
    throw new WhatsAppFault(Kind.CORRUPT, Step.DOWNLOAD, "size-mismatch");
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Download verified(HashedFile file, Located located) throws WhatsAppFault {
    String computed = file.sha256();
    String stated = StatedHash.hex(located.sha256());
    if (stated != null && !stated.equals(computed)) {
      throw new WhatsAppFault(Kind.CORRUPT, Step.DOWNLOAD, "hash-mismatch");
    }
    if (located.isSizeKnown() && located.sizeBytes() != file.sizeBytes()) {
      throw new WhatsAppFault(Kind.CORRUPT, Step.DOWNLOAD, "size-mismatch");
    }
    return new Download.Fetched(file.sizeBytes(), computed);
  }
}
