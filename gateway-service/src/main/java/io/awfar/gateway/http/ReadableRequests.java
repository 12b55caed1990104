package io.awfar.gateway.http;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem;
import io.awfar.gateway.error.RequestId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// Refuses requests that cannot be read, such as those with too long a head, with a problem, and
/// lets nothing else through but addresses that are URIs; one for each connection, behind the
/// codec.
///
/// Reactor Netty and Spring answer both with a status alone, before any filter. What comes while an
/// earlier request on the connection is not answered is left to them, for they keep the order.
final class ReadableRequests extends ChannelDuplexHandler {

  private static final Logger log = LoggerFactory.getLogger(AccessLog.LOGGER);

  private final JsonMapper json;
  private int unanswered;
  private boolean answerBegun;
  private boolean refused;

  ReadableRequests(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    boolean first = message instanceof HttpRequest;
    if (!isReadable(message) && (first ? unanswered == 0 : unanswered == 1 && !answerBegun)) {
      refused = true;
      ReferenceCountUtil.release(message);
      refuse(context);
      return;
    }
    if (message instanceof HttpRequest request) {
      unanswered++;
      request.setUri(RequestTarget.normalized(request.uri()));
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse head
        && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      answerBegun = true;
    }
    if (answerBegun && message instanceof LastHttpContent) {
      answerBegun = false;
      unanswered--;
    }
    var _ = context.write(message, promise);
  }

  private static boolean isReadable(Object message) {
    return !(message instanceof HttpObject part && part.decoderResult().isFailure())
        && !(message instanceof HttpRequest request
            && !RequestTarget.isReadable(request.uri(), request.headers().get("Host")));
  }

  private void refuse(ChannelHandlerContext context) {
    String requestId = UUID.randomUUID().toString();
    ErrorCode code = ErrorCode.BAD_REQUEST;
    byte[] body = json.writeValueAsBytes(Problem.of(code, "", requestId, List.of()));
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(code.status().value()),
            Unpooled.wrappedBuffer(body));
    SecurityHeaders.OF_EVERY_ANSWER.forEach(answer.headers()::set);
    answer
        .headers()
        .set(RequestId.HEADER, requestId)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    RequestId.logged(
        requestId,
        () ->
            log.atInfo()
                .addKeyValue("status", code.status().value())
                .addKeyValue("code", code.code())
                .log("? ? {} {}", code.status().value(), code.code()));
    var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }
}
