package io.awfar.media.preview;

import io.awfar.media.MediaSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PreviewConfiguration {

  @Bean
  Previews previews(MediaSettings settings) {
    return new Previews(settings.previews());
  }
}
