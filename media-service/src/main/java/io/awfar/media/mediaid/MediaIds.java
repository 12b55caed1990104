package io.awfar.media.mediaid;

import io.awfar.media.download.AccessTokens;
import io.awfar.media.download.WhatsAppFault;
import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.media.store.MediaStore;
import io.awfar.media.store.ObjectKey;
import io.awfar.media.store.StoreUnavailableException;
import io.awfar.media.store.StoredFile;
import io.awfar.media.store.StoredFiles;
import io.awfar.media.type.AcceptedType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// WhatsApp's ids of files: a file is uploaded once for a number, and its id used again as long as
/// WhatsApp keeps it, which it is asked about once a day. The id is an object beside the file, so
/// that all instances know it, and it goes when the file does. Blocks.
final class MediaIds {

  private static final Logger log = LoggerFactory.getLogger(MediaIds.class);
  private static final int KEPT_BYTES_MAX = 4096;

  private final MediaStore store;
  private final StoredFiles files;
  private final WhatsAppUpload whatsapp;
  private final KeptIdCheck check;
  private final AccessTokens tokens;
  private final MediaIdSettings settings;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();

  /// Who asks for what another is uploading waits for that.
  private final Map<String, CompletableFuture<String>> under = new ConcurrentHashMap<>();

  MediaIds(
      MediaStore store,
      StoredFiles files,
      WhatsAppUpload whatsapp,
      KeptIdCheck check,
      AccessTokens tokens,
      MediaIdSettings settings,
      Clock clock) {
    this.store = store;
    this.files = files;
    this.whatsapp = whatsapp;
    this.check = check;
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param channelId a number of the file's workspace
  /// @param kind what it is to be sent as
  /// @throws RefusedException if there is no such file, or WhatsApp does not take it, or not now
  String of(ObjectKey key, String channelId, String kind) {
    StoredFile file =
        files.find(key.toString()).orElseThrow(() -> new RefusedException(Refusal.FILE_UNKNOWN));
    Optional<AcceptedType> type = AcceptedType.named(file.mimeType());
    if (type.filter(found -> found.kind().word().equals(kind)).isEmpty()) {
      throw new RefusedException(
          Refusal.FILE_KIND_UNFIT,
          Map.of(
              "kind",
              type.map(found -> found.kind().word()).orElse("none"),
              "detectedType",
              file.mimeType()));
    }
    String kept = key + ".whatsapp-" + channelId;
    CompletableFuture<String> own = new CompletableFuture<>();
    CompletableFuture<String> other = under.putIfAbsent(kept, own);
    if (other != null) {
      return result(other);
    }
    try {
      own.complete(keptOrUploaded(kept, key.toString(), file, channelId));
    } catch (Throwable e) {
      // Also an error: others wait for this without a bound.
      own.completeExceptionally(e);
    } finally {
      under.remove(kept);
    }
    return result(own);
  }

  private String keptOrUploaded(String kept, String key, StoredFile file, String channelId) {
    Optional<KeptId> known = kept(kept);
    if (known.isPresent() && isGood(known.get(), kept, key, channelId)) {
      return known.get().id();
    }
    String id = whatsapp.upload(key, file, channelId, token(channelId));
    keep(kept, key, KeptId.uploaded(id, clock.instant()));
    return id;
  }

  /// With an id that is dead at WhatsApp every message would fail until it is too old. One that
  /// WhatsApp says nothing of is as good as it was, and asked about the next time again.
  private boolean isGood(KeptId known, String kept, String key, String channelId) {
    Instant now = clock.instant();
    if (known.knownAt().isAfter(now.minus(settings.checkInterval()))) {
      return true;
    }
    return switch (asked(known.id(), channelId)) {
      case THERE -> {
        keep(kept, key, known.checked(now));
        yield true;
      }
      case UNTOLD -> true;
      case GONE -> false;
    };
  }

  private KeptIdCheck.Answer asked(String id, String channelId) {
    try {
      return check.ask(id, channelId, tokens.of(channelId));
    } catch (WhatsAppFault e) {
      return KeptIdCheck.Answer.UNTOLD;
    }
  }

  /// Without it the id is good for once, and whoever asks next gives WhatsApp the file again.
  private void keep(String kept, String key, KeptId id) {
    try {
      store.putBeside(kept, json.writeValueAsBytes(id), "application/json");
      if (files.find(key).isEmpty()) {
        // Deleted meanwhile, with all that was beside it then.
        files.removeBeside(kept);
      }
    } catch (StoreUnavailableException e) {
      log.warn("WhatsApp's id of a file is not kept: {}", e.getMessage());
    }
  }

  private Optional<KeptId> kept(String name) {
    if (files.find(name).isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant uploadedMin = clock.instant().minus(settings.lifetime());
      // JSON's null is read as no id at all.
      return Optional.ofNullable(json.readValue(files.read(name, KEPT_BYTES_MAX), KeptId.class))
          .filter(found -> found.uploadedAt().isAfter(uploadedMin));
    } catch (JacksonException e) {
      // Whatever it is, a new one takes its place.
      return Optional.empty();
    }
  }

  private String token(String channelId) {
    try {
      return tokens.of(channelId);
    } catch (WhatsAppFault e) {
      throw new RefusedException(Refusal.WHATSAPP_UNAVAILABLE);
    }
  }

  private static String result(CompletableFuture<String> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
