package io.awfar.schemas.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Closes a connection of a Netty server whose request is not there in time, whatever became of the
/// request; one for each connection, behind the codec.
///
/// In place of Reactor Netty's `requestTimeout`: the timer of a request that is answered before its
/// end was read, as every refusal is, lives on there with all that belongs to the request until the
/// time is over (1.3.8), so that callers who are refused fill the memory.
public final class RequestArrival extends ChannelInboundHandlerAdapter {

  /// What it is called in a pipeline.
  public static final String NAME = "awfar.request-arrival";

  /// Who waits for the body has the same time, and then still has to answer.
  private static final Duration FOR_THE_ANSWER = Duration.ofSeconds(5);

  private final Function<HttpRequest, Duration> timeMax;
  private long millisMax;
  private boolean arriving;
  private @Nullable Future<?> end;

  /// @param timeMax from the first byte of the body to the last
  public RequestArrival(Duration timeMax) {
    this(_ -> timeMax);
  }

  /// @param timeMax from the first byte of the body of a request to the last
  public RequestArrival(Function<HttpRequest, Duration> timeMax) {
    this.timeMax = timeMax;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof LastHttpContent) {
      arrived();
    } else if (message instanceof HttpRequest request) {
      arrived();
      millisMax = timeMax.apply(request).plus(FOR_THE_ANSWER).toMillis();
      arriving = true;
    }
    context.fireChannelRead(message);
  }

  /// Most requests come as one piece and need no timer.
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (arriving && end == null) {
      Runnable close =
          () -> {
            var _ = context.close();
          };
      end = context.executor().schedule(close, millisMax, TimeUnit.MILLISECONDS);
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    arrived();
    context.fireChannelInactive();
  }

  private void arrived() {
    arriving = false;
    if (end != null) {
      boolean _ = end.cancel(false);
      end = null;
    }
  }
}
