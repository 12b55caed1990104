package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.InFlightBytes;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServerRequest;

/// Collects the body of one request, within the bounds of size, time and memory.
///
/// All of it happens on the event loop of the connection.
final class RequestBody extends BaseSubscriber<ByteBuf> {

  /// What a body announced as longer gets before it has sent as much.
  private static final int FIRST_BYTES_MAX = 8192;

  private static final long DISCARDED_BYTES_MAX = 64L << 20;
  private static final Duration DISCARD_TIME_MAX = Duration.ofMillis(500);

  private final MonoSink<HeldBody> sink;
  private final EventExecutor loop;
  private final int bytesMax;
  private final InFlightBytes.Share share;

  private byte[] bytes;
  private int length;
  private long discarded;
  private boolean ended;
  private @Nullable ScheduledFuture<?> timeout;

  private RequestBody(
      MonoSink<HeldBody> sink,
      EventExecutor loop,
      WebhookSettings settings,
      int announced,
      InFlightBytes.Share share) {
    this.sink = sink;
    this.loop = loop;
    this.bytesMax = bytesMax(settings);
    this.share = share;
    this.bytes = new byte[Math.min(announced, FIRST_BYTES_MAX)];
  }

  /// The whole body, with what it takes of `inFlight`; that is given back if the body is not
  /// complete.
  static Mono<HeldBody> read(
      HttpServerRequest request, WebhookSettings settings, InFlightBytes inFlight) {
    // Netty has checked that it is a number.
    String length = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
    long announced = length == null ? FIRST_BYTES_MAX : Long.parseLong(length);
    if (announced > bytesMax(settings)) {
      return discard(request).then(Mono.error(Refusal.BODY_TOO_LARGE::exception));
    }
    return Mono.create(sink ->
        request.withConnection(connection -> {
          EventExecutor loop = connection.channel().eventLoop();
          RequestBody body =
              new RequestBody(sink, loop, settings, (int) announced, inFlight.open());
          sink.onCancel(body::giveUp);
          request.receive().subscribe(body);
          // Most bodies are there with their head, and need no timer once this read is done.
          loop.execute(() -> body.limit(settings.bodyTimeout()));
        }));
  }

  /// Takes in what the sender is still sending, for a bounded time, before it is refused: many
  /// clients send all before they read, and would see a broken connection and not the answer.
  static Mono<Void> discard(HttpServerRequest request) {
    return request
        .receive()
        .map(part -> (long) part.readableBytes())
        .scan(0L, Long::sum)
        .takeWhile(discarded -> discarded <= DISCARDED_BYTES_MAX)
        .take(DISCARD_TIME_MAX)
        .onErrorComplete()
        .then();
  }

  @Override
  protected void hookOnNext(ByteBuf part) {
    int more = part.readableBytes();
    if (discarded > 0 || length + more > bytesMax) {
      discard(more);
    } else if (share.take(more)) {
      append(part, more);
    } else {
      fail(Refusal.OVERLOADED);
    }
  }

  @Override
  protected void hookOnComplete() {
    if (discarded > 0) {
      fail(Refusal.BODY_TOO_LARGE);
      return;
    }
    end();
    sink.success(
        new HeldBody(length == bytes.length ? bytes : Arrays.copyOf(bytes, length), share));
  }

  @Override
  protected void hookOnError(Throwable hangUp) {
    fail(Refusal.BODY_INCOMPLETE);
  }

  private void append(ByteBuf part, int more) {
    if (bytes.length < length + more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(2 * bytes.length, bytesMax)));
    }
    part.readBytes(bytes, length, more);
    length += more;
  }

  private void discard(int more) {
    if (discarded == 0) {
      failAfter(DISCARD_TIME_MAX, Refusal.BODY_TOO_LARGE);
    }
    discarded += more;
    if (discarded > DISCARDED_BYTES_MAX) {
      fail(Refusal.BODY_TOO_LARGE);
    }
  }

  private void limit(Duration timeMax) {
    if (!ended && timeout == null) {
      failAfter(timeMax, Refusal.BODY_TOO_SLOW);
    }
  }

  private void failAfter(Duration time, Refusal refusal) {
    stopTimer();
    timeout = loop.schedule(() -> fail(refusal), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void fail(Refusal refusal) {
    giveUp();
    sink.error(refusal.exception());
  }

  private void giveUp() {
    cancel();
    end();
    share.close();
  }

  private void end() {
    ended = true;
    stopTimer();
  }

  private void stopTimer() {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }

  private static int bytesMax(WebhookSettings settings) {
    return Math.toIntExact(settings.bodyBytesMax().toBytes());
  }
}
