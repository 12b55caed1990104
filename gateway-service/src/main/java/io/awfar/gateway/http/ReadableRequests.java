package io.awfar.gateway.http;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem;
import io.awfar.gateway.error.RequestId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// Refuses requests that cannot be read, such as those with too long a head, with a problem, and
/// lets nothing else through but addresses that are URIs; one for each connection, behind the
/// codec.
///
/// Reactor Netty and Spring answer both with a status alone, before any filter.
final class ReadableRequests extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(AccessLog.LOGGER);
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(:\\d{1,5})?");
  private static final int PORT_MAX = 65_535;

  private final JsonMapper json;
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
    if (message instanceof HttpRequest request) {
      if (request.decoderResult().isFailure() || !isHost(request.headers().get("Host"))) {
        refused = true;
        ReferenceCountUtil.release(message);
        refuse(context);
        return;
      }
      request.setUri(RequestTarget.normalized(request.uri()));
    }
    context.fireChannelRead(message);
  }

  /// Clients of before HTTP 1.1 name none.
  static boolean isHost(@Nullable String host) {
    if (host == null) {
      return true;
    }
    var parts = HOST.matcher(host);
    return parts.matches()
        && (parts.group(2) == null || Integer.parseInt(parts.group(2).substring(1)) <= PORT_MAX);
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
