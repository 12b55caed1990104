package io.awfar.media.upload;

import io.awfar.media.access.Caller;
import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// `POST /files`: one file named `file`, as multipart/form-data.
@RestController
final class UploadController {

  private final Uploads uploads;
  private final Multipart multipart;
  private final UploadRoom room;
  private final UploadSettings settings;
  private final UploadMetrics metrics;
  private final Scheduler blocking;

  UploadController(
      Uploads uploads,
      Multipart multipart,
      UploadRoom room,
      UploadSettings settings,
      UploadMetrics metrics,
      Scheduler blockingRequests) {
    this.uploads = uploads;
    this.multipart = multipart;
    this.room = room;
    this.settings = settings;
    this.metrics = metrics;
    this.blocking = blockingRequests;
  }

  @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Uploaded> upload(ServerWebExchange exchange) {
    Caller caller = Caller.of(exchange);
    long stated = exchange.getRequest().getHeaders().getContentLength();
    Flux<Piece> pieces = multipart.pieces(exchange.getRequest());
    return toItsEnd(() -> take(pieces, caller, stated))
        .doOnError(failure -> hangUpAfter(exchange, failure));
  }

  /// What has not come yet of a refused body may be without end, or come too slowly: the connection
  /// ends with the answer. Of any other the rest is read, for else the client may not see it.
  private void hangUpAfter(ServerWebExchange exchange, Throwable failure) {
    long stated = exchange.getRequest().getHeaders().getContentLength();
    boolean late =
        failure instanceof RefusedException refused && refused.refusal() == Refusal.UPLOAD_TIMEOUT;
    if (late || stated < 0 || stated > 2 * settings.sizeMax().largest()) {
      exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
    }
  }

  private Uploaded take(Flux<Piece> pieces, Caller caller, long stated) {
    long largest = settings.sizeMax().largest();
    if (stated > largest + Multipart.ENVELOPE_BYTES_MAX) {
      throw new RefusedException(Refusal.FILE_TOO_LARGE, Map.of("limitBytes", largest));
    }
    try (UploadRoom.Place _ = room.take(stated < 0 ? largest : Math.min(stated, largest))) {
      return uploads.take(pieces, caller);
    }
  }

  /// An upload goes on to its end on its own thread, whatever becomes of the request: only there it
  /// is known when its file is needed no more. A body that breaks off ends it, as does time.
  private Mono<Uploaded> toItsEnd(Supplier<Uploaded> upload) {
    return Mono.create(sink -> {
      AtomicBoolean gone = new AtomicBoolean();
      sink.onCancel(() -> gone.set(true));
      Disposable unused =
          blocking.schedule(() -> {
            try {
              sink.success(metrics.counted(upload, gone::get));
            } catch (Throwable e) {
              // Also an error: the request would have no end.
              if (!gone.get()) {
                sink.error(e);
              }
            }
          });
    });
  }
}
