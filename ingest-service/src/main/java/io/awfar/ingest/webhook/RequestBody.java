package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.InFlightBytes;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// Collects the body of one request, within the bounds of size, time and memory.
final class RequestBody {

  private static final int PART_BYTES = 8192;
  private static final long DISCARDED_BYTES_MAX = 64L << 20;
  private static final Duration DISCARD_TIME_MAX = Duration.ofMillis(500);

  private final int bytesMax;
  private final InFlightBytes.Share share;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(PART_BYTES);

  private long discarded;
  private long discardingSinceNanos;

  private RequestBody(int bytesMax, InFlightBytes.Share share) {
    this.bytesMax = bytesMax;
    this.share = share;
  }

  /// The whole body. What it takes of `inFlight` while it arrives is given back when it is complete
  /// or given up.
  static Mono<byte[]> read(
      ServerRequest request, WebhookSettings settings, InFlightBytes inFlight) {
    int bytesMax = Math.toIntExact(settings.bodyBytesMax().toBytes());
    OptionalLong announced = request.headers().contentLength();
    if (announced.isPresent() && announced.getAsLong() > bytesMax) {
      return discard(request).then(Mono.error(Refusal.BODY_TOO_LARGE::exception));
    }
    return Mono.using(
        inFlight::open,
        share -> {
          RequestBody body = new RequestBody(bytesMax, share);
          return request
              .bodyToFlux(DataBuffer.class)
              .doOnNext(body::add)
              .timeout(Mono.never(), part -> body.silenceEnd())
              .then(Mono.fromCallable(body::toBytes))
              .onErrorMap(TimeoutException.class, e -> Refusal.BODY_TOO_LARGE.exception())
              .onErrorMap(RequestBody::isHangUp, e -> Refusal.BODY_INCOMPLETE.exception())
              .timeout(settings.bodyTimeout(), Mono.error(Refusal.BODY_TOO_SLOW::exception));
        });
  }

  /// Takes in what the sender is still sending, for a bounded time, before it is refused: many
  /// clients send all before they read, and would see a broken connection and not the answer.
  static Mono<Void> discard(ServerRequest request) {
    return request
        .bodyToFlux(DataBuffer.class)
        .map(RequestBody::release)
        .scan(0L, Long::sum)
        .takeWhile(discarded -> discarded <= DISCARDED_BYTES_MAX)
        .take(DISCARD_TIME_MAX)
        .onErrorComplete()
        .then();
  }

  private static long release(DataBuffer buffer) {
    long length = buffer.readableByteCount();
    DataBufferUtils.release(buffer);
    return length;
  }

  private void add(DataBuffer buffer) {
    try {
      int length = buffer.readableByteCount();
      if (discarded > 0 || bytes.size() + length > bytesMax) {
        discard(length);
        return;
      }
      if (!share.take(length)) {
        throw Refusal.OVERLOADED.exception();
      }
      byte[] part = new byte[length];
      buffer.read(part);
      bytes.writeBytes(part);
    } finally {
      DataBufferUtils.release(buffer);
    }
  }

  private void discard(int length) {
    if (discarded == 0) {
      discardingSinceNanos = System.nanoTime();
    }
    discarded += length;
    long nanos = System.nanoTime() - discardingSinceNanos;
    if (discarded > DISCARDED_BYTES_MAX || nanos > DISCARD_TIME_MAX.toNanos()) {
      throw Refusal.BODY_TOO_LARGE.exception();
    }
  }

  /// When to stop waiting for more of a body that is too large already.
  private Mono<?> silenceEnd() {
    return discarded > 0 ? Mono.delay(DISCARD_TIME_MAX) : Mono.never();
  }

  private static boolean isHangUp(Throwable failure) {
    return !(failure instanceof RefusedException);
  }

  private byte[] toBytes() {
    if (discarded > 0) {
      throw Refusal.BODY_TOO_LARGE.exception();
    }
    return bytes.toByteArray();
  }
}
