package io.awfar.gateway;

import java.time.Clock;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Serves the REST API for agents.
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
public class GatewayService {

  public static void main(String[] args) {
    application().run(args);
  }

  /// The service, not started, for those who run several services in one JVM.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(GatewayService.class)
        .properties("spring.config.name=gateway-service")
        .bannerMode(Banner.Mode.OFF);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
