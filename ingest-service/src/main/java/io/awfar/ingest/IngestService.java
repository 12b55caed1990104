package io.awfar.ingest;

import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.publish.PublishSettings;
import io.awfar.ingest.rehearsal.RehearsalSettings;
import io.awfar.ingest.send.SendSettings;
import io.awfar.ingest.webhook.WebhookSettings;
import java.time.Clock;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// The edge service: WhatsApp's webhooks in, raw events out; commands in, messages to WhatsApp out.
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestSettings.class)
public class IngestService {

  public static void main(String[] args) {
    application().run(args);
  }

  /// The service, ready to run alone or beside others in one JVM.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(IngestService.class)
        .web(WebApplicationType.REACTIVE)
        .bannerMode(Banner.Mode.OFF)
        .properties("spring.config.name=ingest-service");
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  WebhookSettings webhookSettings(IngestSettings settings) {
    return settings.webhook();
  }

  @Bean
  PublishSettings publishSettings(IngestSettings settings) {
    return settings.publish();
  }

  @Bean
  RehearsalSettings rehearsalSettings(IngestSettings settings) {
    return settings.rehearsal();
  }

  @Bean
  ChannelSettings channelSettings(IngestSettings settings) {
    return settings.channel();
  }

  @Bean
  SendSettings sendSettings(IngestSettings settings) {
    return settings.send();
  }
}
