package io.awfar.ingest.webhook;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Closes a connection on which nothing has come or gone for too long.
///
/// Reactor Netty's own setting does the same, at the cost of a timer and two changes of the
/// pipeline for each request.
final class IdleConnection extends IdleStateHandler {

  IdleConnection(Duration timeMax) {
    super(0, 0, timeMax.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
    var _ = context.close();
  }
}
