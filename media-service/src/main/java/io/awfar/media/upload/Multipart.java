package io.awfar.media.upload;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Takes a multipart body apart as it comes in, a few kilobytes at a time, however it is made up:
/// headers, parts, bytes and time are bounded.
final class Multipart {

  private static final Logger log = LoggerFactory.getLogger(Multipart.class);

  /// What a body has beside the file: boundaries and headers.
  static final long ENVELOPE_BYTES_MAX = 64 * 1024;

  private static final int BUFFERS_AHEAD = 4;

  /// A second one is refused by whoever reads them.
  private static final int PARTS_MAX = 2;

  private static final ResolvableType EVENT = ResolvableType.forClass(PartEvent.class);

  /// Reactor's own name for it.
  private static final String DROPPED = "reactor.onErrorDropped.local";

  /// Who hangs up makes the body end twice, which is none of the log's business.
  private static final Consumer<Throwable> QUIETLY =
      failure -> log.debug("After its end a body failed: {}", failure.getClass().getSimpleName());

  private final PartEventHttpMessageReader reader = new PartEventHttpMessageReader();
  private final long bytesMax;
  private final Duration silenceTimeMax;
  private final Duration timeMax;
  private final Scheduler blocking;

  /// @param blocking where each body is taken apart, and what is done with its pieces may wait
  Multipart(UploadSettings settings, Scheduler blocking) {
    this.blocking = blocking;
    reader.setMaxHeadersSize(Math.toIntExact(settings.headerSizeMax().toBytes()));
    reader.setMaxInMemorySize(Math.toIntExact(settings.headerSizeMax().toBytes()));
    reader.setMaxParts(PARTS_MAX);
    bytesMax = settings.sizeMax().largest() + ENVELOPE_BYTES_MAX;
    silenceTimeMax = settings.silenceTimeMax();
    timeMax = settings.timeMax();
  }

  /// What is done with a piece holds up the body: the parser asks for hundreds of pieces ahead, so
  /// it stands on the side of whoever takes them, behind the few that may wait.
  ///
  /// @return the pieces in their order; an error of [RefusedException] if the body is no good, or
  ///   goes on for too long
  Flux<Piece> pieces(ServerHttpRequest request) {
    Mono<Piece> over = Mono.delay(timeMax).then(Mono.error(new TimeoutException()));
    return reader
        .read(EVENT, new Bounded(request), Map.of())
        .map(event -> piece((PartEvent) event))
        .timeout(silenceTimeMax)
        .takeUntilOther(over)
        .onErrorMap(Multipart::isMalformed, _ -> new RefusedException(Refusal.MULTIPART_MALFORMED))
        .onErrorMap(TimeoutException.class, _ -> new RefusedException(Refusal.UPLOAD_TIMEOUT))
        .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
        .contextWrite(context -> context.put(DROPPED, QUIETLY));
  }

  private static boolean isMalformed(Throwable failure) {
    return failure instanceof DecodingException || failure instanceof DataBufferLimitException;
  }

  /// Copied, so that nothing that waits holds a pooled buffer.
  private static Piece piece(PartEvent event) {
    DataBuffer content = event.content();
    try {
      byte[] bytes = new byte[content.readableByteCount()];
      content.read(bytes);
      String part = event.headers().getContentDisposition().getName();
      String fileName =
          event instanceof FilePartEvent
              ? Objects.requireNonNullElse(
                  event.headers().getContentDisposition().getFilename(), "")
              : null;
      return new Piece(Objects.requireNonNullElse(part, ""), fileName, bytes, event.isLast());
    } finally {
      DataBufferUtils.release(content);
    }
  }

  /// Ends a body that has more bytes than any may have, and holds up one whose pieces are not
  /// taken.
  private final class Bounded extends ServerHttpRequestDecorator {

    Bounded(ServerHttpRequest request) {
      super(request);
    }

    @Override
    public Flux<DataBuffer> getBody() {
      AtomicLong bytes = new AtomicLong();
      return super.getBody()
          .doOnNext(buffer -> {
            if (bytes.addAndGet(buffer.readableByteCount()) > bytesMax) {
              DataBufferUtils.release(buffer);
              throw new RefusedException(
                  Refusal.FILE_TOO_LARGE, Map.of("limitBytes", bytesMax - ENVELOPE_BYTES_MAX));
            }
          })
          .publishOn(blocking, BUFFERS_AHEAD);
    }
  }
}
