package io.awfar.media.transfer;

import io.awfar.media.download.AccessTokens;
import io.awfar.media.download.CrowdedException;
import io.awfar.media.download.Download.Fetched;
import io.awfar.media.download.Lookup.Located;
import io.awfar.media.download.Refused;
import io.awfar.media.download.StatedHash;
import io.awfar.media.download.Step;
import io.awfar.media.download.WhatsAppFault;
import io.awfar.media.download.WhatsAppMedia;
import io.awfar.media.store.ObjectKey;
import io.awfar.whatsapp.Media;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One attempt to bring one file from WhatsApp into the bucket.
final class MediaTransfer {

  private final WhatsAppMedia whatsapp;
  private final AccessTokens tokens;
  private final Keeping keeping;
  private final Spool spool;
  private final BytesInFlight bytes;
  private final Clock clock;
  private final Successes successes;
  private final RefusedNumbers refused;
  private final TransferMetrics metrics;

  MediaTransfer(
      WhatsAppMedia whatsapp,
      AccessTokens tokens,
      Keeping keeping,
      Spool spool,
      BytesInFlight bytes,
      Clock clock,
      Successes successes,
      RefusedNumbers refused,
      TransferMetrics metrics) {
    this.whatsapp = whatsapp;
    this.tokens = tokens;
    this.keeping = keeping;
    this.spool = spool;
    this.bytes = bytes;
    this.clock = clock;
    this.successes = successes;
    this.refused = refused;
    this.metrics = metrics;
  }

  /// @param first whether the url in the webhook, if there is one, may still be tried
  /// @param until when no request to WhatsApp goes on
  /// @throws WhatsAppFault if another attempt may succeed
  /// @throws CrowdedException if there was no room for the file in time
  /// @throws io.awfar.media.store.StoreUnavailableException if the bucket takes nothing at present
  Ending attempt(PendingFile file, boolean first, Instant until)
      throws WhatsAppFault, CrowdedException, InterruptedException {
    String url = file.media().getUrl();
    String id = file.mediaId();
    String token = tokens.of(file.message().getChannelId());
    if (url != null && id.isEmpty()) {
      return fetch(file, stated(url, file.media()), token, until);
    }
    // What is not known by its hash may be anything that is found there.
    if (url != null && first && StatedHash.hex(file.media().getSha256()) != null) {
      Optional<Ending> stored = storedFrom(url, file, token, until);
      if (stored.isPresent()) {
        return stored.get();
      }
    }
    return id.isEmpty() ? new Ending.Failed("no-media-id") : lookUpAndFetch(id, file, token, until);
  }

  private Ending lookUpAndFetch(String id, PendingFile file, String token, Instant until)
      throws WhatsAppFault, CrowdedException, InterruptedException {
    return switch (whatsapp.locate(id, token, left(until))) {
      case Located located -> {
        passed(Step.LOOKUP, file);
        yield fetch(file, complete(located, file.media()), token, until);
      }
      case Refused refused -> new Ending.Failed(refused.reason());
    };
  }

  /// The webhook's url saves a request while it is valid. Any trouble with it is left to the
  /// look-up.
  private Optional<Ending> storedFrom(String url, PendingFile file, String token, Instant until)
      throws CrowdedException, InterruptedException {
    try {
      return Optional.of(fetch(file, stated(url, file.media()), token, until))
          .filter(Ending.Stored.class::isInstance);
    } catch (WhatsAppFault fault) {
      metrics.fault(fault);
      return Optional.empty();
    }
  }

  private Ending fetch(PendingFile file, Located located, String token, Instant until)
      throws WhatsAppFault, CrowdedException, InterruptedException {
    try (BytesInFlight.Share room = bytes.share(until);
        Spool.Slot slot = spool.slot()) {
      return switch (whatsapp.fetch(located, token, slot.path(), left(until), room)) {
        case Fetched fetched -> {
          passed(Step.DOWNLOAD, file);
          metrics.downloaded(fetched.sizeBytes());
          yield keep(file, fetched, located.mimeType(), slot.path());
        }
        case Refused refused -> new Ending.Failed(refused.reason());
      };
    }
  }

  private void passed(Step step, PendingFile file) {
    String channelId = file.message().getChannelId();
    successes.passed(step, channelId);
    refused.passed(channelId);
  }

  private Ending keep(PendingFile file, Fetched fetched, @Nullable String mimeType, Path path)
      throws InterruptedException {
    ObjectKey key = new ObjectKey(file.message().getOwnerId(), fetched.sha256());
    return keeping.keep(key, fetched.sizeBytes(), mimeType, path);
  }

  private Duration left(Instant until) {
    return Duration.between(clock.instant(), until);
  }

  private static Located stated(String url, Media media) {
    return new Located(url, media.getMimeType(), media.getSha256(), Located.SIZE_UNKNOWN);
  }

  /// The webhook may state what the answer leaves out.
  private static Located complete(Located located, Media media) {
    return new Located(
        located.url(),
        located.mimeType() != null ? located.mimeType() : media.getMimeType(),
        located.sha256() != null ? located.sha256() : media.getSha256(),
        located.sizeBytes());
  }
}
