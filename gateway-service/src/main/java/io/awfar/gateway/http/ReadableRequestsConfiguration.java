package io.awfar.gateway.http;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ReadableRequestsConfiguration {

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> readableRequests(JsonMapper json) {
    return factory ->
        factory.addServerCustomizers(server ->
            server.doOnChannelInit((_, channel, _) ->
                channel
                    .pipeline()
                    .addAfter(
                        NettyPipeline.HttpCodec,
                        ReadableRequests.class.getName(),
                        new ReadableRequests(json))));
  }
}
