package io.awfar.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Closes a connection whose request goes on although it is answered, as one whose body nobody
/// wanted may without an end; one for each connection, behind the codec.
///
/// Reactor Netty reads such a body to its end, to keep the connection, and drops it. A body that
/// says itself that it is small enough may go on, so that clients that send it all before they look
/// at the answer see it. Of any other a little is read, and then no more: the connection stays for
/// the answer to reach the client, which the reset of one that is closed on unread bytes may keep
/// from it.
final class AnsweredRequest extends ChannelDuplexHandler {

  /// What may have been under way when the answer was written.
  static final long MORE_BYTES_MAX = 64 << 10;

  static final Duration MORE_TIME_MAX = Duration.ofSeconds(5);

  private final ToLongFunction<HttpRequest> bytesMax;
  private int unanswered;
  private boolean answerBegun;
  private boolean arriving;
  private boolean stated;
  private long moreBytes;
  private boolean cutOff;
  private @Nullable Future<?> end;

  /// @param bytesMax how large a request may say that its body is to be read to its end
  AnsweredRequest(ToLongFunction<HttpRequest> bytesMax) {
    this.bytesMax = bytesMax;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (cutOff) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      unanswered++;
      arriving = true;
      moreBytes = 0;
      long length = HttpUtil.getContentLength(request, -1L);
      stated = length >= 0 && length <= bytesMax.applyAsLong(request);
    }
    if (message instanceof LastHttpContent) {
      arrived();
    } else if (unanswered == 0 && message instanceof HttpContent part) {
      moreBytes += part.content().readableBytes();
      cutOff = !stated && moreBytes > MORE_BYTES_MAX;
    }
    context.fireChannelRead(message);
  }

  /// Asks for nothing more of what is cut off, so that it costs nothing, and the client is held up.
  @Override
  public void read(ChannelHandlerContext context) {
    if (!cutOff) {
      var _ = context.read();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse head
        && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      answerBegun = true;
    }
    if (!answerBegun || !(message instanceof LastHttpContent)) {
      var _ = context.write(message, promise);
      return;
    }
    answerBegun = false;
    unanswered--;
    ChannelPromise written = promise.unvoid();
    if (isOwed()) {
      var _ = written.addListener(_ -> closeLater(context));
    }
    var _ = context.write(message, written);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    arrived();
    context.fireChannelInactive();
  }

  /// Whether something is still to come of a request that is answered, and nobody knows how much.
  private boolean isOwed() {
    return arriving && !stated && unanswered == 0;
  }

  private void closeLater(ChannelHandlerContext context) {
    if (isOwed() && end == null && context.channel().isActive()) {
      Runnable close =
          () -> {
            var _ = context.close();
          };
      end = context.executor().schedule(close, MORE_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void arrived() {
    arriving = false;
    if (end != null) {
      boolean _ = end.cancel(false);
      end = null;
    }
  }
}
