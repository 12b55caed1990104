package io.awfar.media.upload;

import io.awfar.media.MediaSettings;
import io.awfar.media.file.FileKeeper;
import io.awfar.media.shape.FileShapes;
import io.awfar.media.type.FileTypes;
import io.awfar.schemas.http.RequestArrival;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

  @Bean
  UploadController uploadController(
      MediaSettings settings,
      FileKeeper keeper,
      MeterRegistry registry,
      Scheduler blockingRequests) {
    UploadSettings upload = settings.upload();
    Path spool = settings.transfer().spoolFolder().resolve(settings.instance() + ".uploads");
    Uploads uploads =
        new Uploads(
            UploadFolder.open(spool),
            new FileTypes(),
            new FileShapes(upload.shape()),
            upload.sizeMax(),
            keeper);
    UploadRoom room = new UploadRoom(upload.uploadsMax(), upload.bytesMax().toBytes());
    return new UploadController(
        uploads,
        new Multipart(upload, blockingRequests),
        room,
        upload,
        new UploadMetrics(registry, room),
        blockingRequests);
  }

  /// A connection whose request does not arrive in that time ends, whatever became of the request.
  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> requestTimeMax(MediaSettings settings) {
    Duration timeMax = settings.upload().timeMax();
    return factory ->
        factory.addServerCustomizers(server ->
            server.doOnChannelInit((_, channel, _) ->
                channel
                    .pipeline()
                    .addAfter(
                        NettyPipeline.HttpCodec,
                        RequestArrival.NAME,
                        new RequestArrival(timeMax))));
  }
}
