package io.awfar.media.download;

import io.awfar.media.MediaSettings;
import io.awfar.schemas.channel.ChannelDirectory;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DownloadConfiguration {

  @Bean
  AccessTokens accessTokens(MediaSettings settings, ChannelDirectory channels) {
    return new AccessTokens(channels, settings.whatsapp().accessToken());
  }

  @Bean
  WhatsAppMedia whatsAppMedia(MediaSettings settings) {
    MediaSettings.WhatsApp whatsapp = settings.whatsapp();
    HttpUrl api = HttpUrl.get(whatsapp.apiUrl());
    if (api == null) {
      throw new IllegalArgumentException(
          "AWFAR_WHATSAPP_API_URL must be an http or https url: " + whatsapp.apiUrl());
    }
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectTimeout(whatsapp.connectTimeMax())
            .readTimeout(whatsapp.silenceTimeMax())
            .writeTimeout(whatsapp.silenceTimeMax())
            // Each hop is checked before the token goes there.
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    return new WhatsAppMedia(http, api, whatsapp, new Answers(JsonMapper.shared()));
  }
}
