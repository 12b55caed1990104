package io.awfar.dedup;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Publishes each raw event once, normalised.
@SpringBootApplication(proxyBeanMethods = false)
public final class DedupStream {

  /// Runs the service on its own.
  public static void main(String[] arguments) {
    application().run(arguments);
  }

  /// The service, for a JVM that runs several.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(DedupStream.class)
        .properties("spring.config.name=dedup-stream")
        .bannerMode(Banner.Mode.OFF);
  }
}
