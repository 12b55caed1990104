package io.awfar.persistence;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Messages, statuses, channel events and media results, from Kafka into PostgreSQL.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class PersistenceService {

  public static void main(String[] args) {
    application().run(args);
  }

  /// The service, ready to run, also beside others in one JVM.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(PersistenceService.class)
        .bannerMode(Banner.Mode.OFF)
        .properties("spring.config.name=persistence-service");
  }
}
