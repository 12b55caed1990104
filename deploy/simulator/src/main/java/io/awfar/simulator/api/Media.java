package io.awfar.simulator.api;

import io.awfar.schemas.id.Sha256;
import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.ledger.SendLedger.Call;
import io.awfar.simulator.media.MediaId;
import io.awfar.simulator.payload.Draw;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Media look-up, download and removal; no file is stored, ids and urls say everything by
/// themselves.
///
/// Meta's page "Media" and the paths `/{Media-ID}` and `/{Media-URL}` of its OpenAPI description.
public final class Media {

  private final ApiSettings settings;
  private final Clock clock;
  private final SendLedger ledger;
  private final RemovedMedia removed = new RemovedMedia();

  /// Media whose urls expire by this clock.
  public Media(ApiSettings settings, Clock clock, SendLedger ledger) {
    this.settings = settings;
    this.clock = clock;
    this.ledger = ledger;
  }

  /// True if there is a file with this id, or none is asked for.
  public boolean has(String mediaId) {
    return !settings.rules().mediaChecked()
        || (MediaId.parse(mediaId).isPresent() && !removed.has(mediaId));
  }

  /// Says where the file is; the hash is hexadecimal here, and base64 in webhooks.
  Reply lookup(String mediaId, String fileRoot) throws GraphError {
    ledger.count(Call.LOOKUP);
    MediaId id = find(mediaId);
    byte[] file = id.file();
    long expires = clock.instant().plus(settings.urlLifetime()).toEpochMilli();
    return Reply.json(body ->
        body.put("url", fileRoot + mediaId + '?' + query(mediaId, expires))
            .put("mime_type", id.kind().mimeType())
            .put("sha256", HexFormat.of().formatHex(Sha256.newDigest().digest(file)))
            .put("file_size", file.length)
            .put("id", mediaId)
            .put("messaging_product", "whatsapp"));
  }

  Reply download(String mediaId, @Nullable String query) throws GraphError {
    ledger.count(Call.DOWNLOAD);
    MediaId id = MediaId.parse(mediaId).orElseThrow(GraphError::unknownUrl);
    long expires = expires(query);
    if (!query(mediaId, expires).equals(query)
        || removed.has(mediaId)
        || clock.instant().isAfter(Instant.ofEpochMilli(expires))) {
      throw GraphError.unknownUrl();
    }
    return Reply.file(id.kind().mimeType(), id.file());
  }

  /// Removes the file: from now on there is none with this id.
  Reply remove(String mediaId) throws GraphError {
    ledger.count(Call.REMOVAL);
    removed.add(find(mediaId).toString());
    return Reply.success();
  }

  private MediaId find(String mediaId) throws GraphError {
    return MediaId.parse(mediaId)
        .filter(id -> !removed.has(mediaId))
        .orElseThrow(() -> GraphError.unknownObject(mediaId));
  }

  private static String query(String mediaId, long expires) {
    return "expires=" + expires + "&hash=" + Draw.of(mediaId.hashCode(), expires).hex();
  }

  private static long expires(@Nullable String query) throws GraphError {
    try {
      return Long.parseLong(String.valueOf(query).replaceFirst("^expires=(\\d{1,15})&.*$", "$1"));
    } catch (NumberFormatException e) {
      throw GraphError.unknownUrl();
    }
  }
}
