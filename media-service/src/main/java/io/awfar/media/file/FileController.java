package io.awfar.media.file;

import io.awfar.media.access.Caller;
import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.media.store.StoredFile;
import io.awfar.media.store.StoredFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// `/files/{ownerId}/{sha256}`: a signed url for a file of the caller's workspace, and its end.
@RestController
final class FileController {

  /// Shown or played where they are; everything else is to be saved.
  private static final String INLINE = "inline";

  private static final String ATTACHMENT = "attachment";

  private final StoredFiles files;
  private final FileKeeper keeper;
  private final Duration urlValidity;
  private final Clock clock;
  private final Scheduler blocking;

  FileController(
      StoredFiles files,
      FileKeeper keeper,
      FileSettings settings,
      Clock clock,
      Scheduler blockingRequests) {
    this.files = files;
    this.keeper = keeper;
    this.urlValidity = settings.urlValidity();
    this.clock = clock;
    this.blocking = blockingRequests;
  }

  @GetMapping("/files/{owner}/{name}/signed-url")
  Mono<SignedUrl> signedUrl(
      @PathVariable String owner,
      @PathVariable String name,
      @RequestParam(defaultValue = "false") boolean thumbnail,
      ServerWebExchange exchange) {
    FilePath asked = FilePath.of(owner, name, Caller.of(exchange));
    FilePath path = new FilePath(asked.key(), asked.thumbnail() || thumbnail);
    return Mono.fromCallable(() -> signed(path)).subscribeOn(blocking);
  }

  @DeleteMapping("/files/{owner}/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> delete(
      @PathVariable String owner, @PathVariable String name, ServerWebExchange exchange) {
    Caller caller = Caller.of(exchange);
    FilePath path = FilePath.of(owner, name, caller);
    if (path.thumbnail()) {
      throw new RefusedException(Refusal.FILE_UNKNOWN);
    }
    return Mono.<Void>fromRunnable(() -> keeper.delete(path.key(), caller.userId()))
        .subscribeOn(blocking);
  }

  private SignedUrl signed(FilePath path) {
    StoredFile file =
        files.find(path.object()).orElseThrow(() -> new RefusedException(Refusal.FILE_UNKNOWN));
    // The store counts in whole seconds.
    var expiresAt = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(urlValidity);
    return new SignedUrl(
        files.signedUrl(path.object(), urlValidity, disposition(file.mimeType())), expiresAt);
  }

  /// An image that is made of markup can have scripts in it, if a store ever had one.
  private static String disposition(String mimeType) {
    boolean shown =
        (mimeType.startsWith("image/")
                || mimeType.startsWith("audio/")
                || mimeType.startsWith("video/"))
            && !mimeType.contains("xml")
            && !mimeType.contains("svg");
    return shown ? INLINE : ATTACHMENT;
  }
}
