package io.awfar.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection whose caller takes nothing of an answer for a time, and no other: one that
/// takes little by little is served to the end; one for each connection.
///
/// In place of Netty's `WriteTimeoutHandler`, which wants each write to be over in the time,
/// however long it is. Looks only while something waits to be taken, so that an answer that is
/// taken at once has no timer. It may take twice the time until it is seen that nothing was taken
/// in it.
final class AnswerProgress extends ChannelOutboundHandlerAdapter {

  private final long millisMax;
  private @Nullable State seen;

  AnswerProgress(Duration timeMax) {
    millisMax = timeMax.toMillis();
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    var _ = context.flush();
    if (seen == null) {
      lookLater(context, State.of(context.channel()));
    }
  }

  private void look(ChannelHandlerContext context) {
    State now = State.of(context.channel());
    if (now != null && now.equals(seen)) {
      var _ = context.close();
    } else {
      lookLater(context, now);
    }
  }

  /// @param now nothing if all is taken
  private void lookLater(ChannelHandlerContext context, @Nullable State now) {
    seen = now;
    if (now != null) {
      var _ = context.executor().schedule(() -> look(context), millisMax, TimeUnit.MILLISECONDS);
    }
  }

  /// What still is to be taken, which is the same again only if nothing was.
  private record State(int pieces, long bytes, int first, long takenOfFirst) {

    static @Nullable State of(Channel channel) {
      ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
      return waiting == null || waiting.isEmpty()
          ? null
          : new State(
              waiting.size(),
              waiting.totalPendingWriteBytes(),
              System.identityHashCode(waiting.current()),
              waiting.currentProgress());
    }
  }
}
