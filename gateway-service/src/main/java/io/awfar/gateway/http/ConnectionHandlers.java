package io.awfar.gateway.http;

import io.awfar.gateway.GatewaySettings;
import io.awfar.schemas.http.RequestArrival;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/// What stands on each connection before the server itself: it refuses requests that cannot be
/// read, and ends connections whose request does not arrive in time or goes on after its answer, or
/// whose caller takes nothing of the answer, so that neither slow senders nor slow readers can hold
/// them, and a place.
@Component
final class ConnectionHandlers
    implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

  private final GatewaySettings settings;
  private final JsonMapper json;

  ConnectionHandlers(GatewaySettings settings, JsonMapper json) {
    this.settings = settings;
    this.json = json;
  }

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    Duration fileTimeMax = settings.media().uploadTimeMax();
    Duration timeMax = settings.requestTimeout();
    long fileBytesMax = settings.media().uploadSizeMax().toBytes();
    long bytesMax = settings.bodySizeMax().toBytes();
    ToLongFunction<HttpRequest> readToItsEnd =
        request -> FileBody.readToItsEnd(FileBody.isOf(request) ? fileBytesMax : bytesMax);
    // What is waited for is answered before: see BodyTimeLimit.
    Function<HttpRequest, Duration> arrival =
        request -> FileBody.isOf(request) ? fileTimeMax : timeMax;
    Duration takenTimeMax = settings.answerTimeout();
    String readable = ReadableRequests.class.getName();
    String answered = AnsweredRequest.class.getName();
    String progress = AnswerProgress.class.getName();
    factory.addServerCustomizers(server ->
        server.doOnChannelInit((_, channel, _) ->
            channel
                .pipeline()
                .addAfter(NettyPipeline.HttpCodec, progress, new AnswerProgress(takenTimeMax))
                .addAfter(progress, readable, new ReadableRequests(json))
                .addAfter(readable, answered, new AnsweredRequest(readToItsEnd))
                .addAfter(answered, RequestArrival.NAME, new RequestArrival(arrival))));
  }
}
