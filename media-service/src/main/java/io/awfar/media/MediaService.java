package io.awfar.media;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The media service: consumes messages, keeps their files, publishes what became of each.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class MediaService {

  /// Runs the service by itself.
  public static void main(String[] args) {
    SpringApplication application = application().build();
    application.run(args);
  }

  /// The service, not yet started; several may run in one JVM.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(MediaService.class)
        .bannerMode(Banner.Mode.OFF)
        .properties(Map.of("spring.config.name", "media-service", "awfar.host", hostName()));
  }

  /// The environment variable HOSTNAME is not always there, and two instances must not share a
  /// name.
  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
