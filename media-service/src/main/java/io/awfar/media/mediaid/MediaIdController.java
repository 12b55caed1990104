package io.awfar.media.mediaid;

import io.awfar.media.access.Caller;
import io.awfar.media.file.FilePath;
import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// `POST /files/{ownerId}/{sha256}/media-ids`: WhatsApp's id of a file, for sending it.
@RestController
final class MediaIdController {

  private static final Pattern CHANNEL_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  private final MediaIds ids;
  private final ChannelOwners owners;
  private final Scheduler blocking;

  MediaIdController(MediaIds ids, ChannelOwners owners, Scheduler blockingRequests) {
    this.ids = ids;
    this.owners = owners;
    this.blocking = blockingRequests;
  }

  /// @param channelId WhatsApp's phone number id of the number that sends
  /// @param kind what the file is to be sent as: `image`, `video`, `audio`, `document`, `sticker`
  record Wanted(@Nullable String channelId, @Nullable String kind) {}

  @PostMapping(
      path = "/files/{owner}/{name}/media-ids",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<Map<String, String>> mediaId(
      @PathVariable String owner,
      @PathVariable String name,
      @RequestBody Wanted wanted,
      ServerWebExchange exchange) {
    Caller caller = Caller.of(exchange);
    FilePath path = FilePath.of(owner, name, caller);
    String channelId = wanted.channelId();
    String kind = wanted.kind();
    if (channelId == null || kind == null || !CHANNEL_ID.matcher(channelId).matches()) {
      throw new RefusedException(Refusal.BAD_REQUEST);
    }
    if (path.thumbnail() || !owners.of(channelId).equals(caller.ownerId())) {
      throw new RefusedException(Refusal.FILE_UNKNOWN);
    }
    return Mono.fromCallable(() -> Map.of("id", ids.of(path.key(), channelId, kind)))
        .subscribeOn(blocking);
  }
}
