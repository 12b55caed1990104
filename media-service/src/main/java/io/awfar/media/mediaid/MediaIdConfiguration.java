package io.awfar.media.mediaid;

import io.awfar.media.MediaSettings;
import io.awfar.media.download.AccessTokens;
import io.awfar.media.store.MediaStore;
import io.awfar.media.store.StoredFiles;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import java.time.Clock;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

@Configuration(proxyBeanMethods = false)
class MediaIdConfiguration {

  private final Clock clock;

  MediaIdConfiguration(ObjectProvider<Clock> clock) {
    this.clock = clock.getIfAvailable(Clock::systemUTC);
  }

  @Bean
  MediaIdController mediaIdController(
      MediaSettings settings,
      MediaStore store,
      StoredFiles files,
      AccessTokens tokens,
      ChannelDirectory channels,
      ConfiguredWorkspaces configured,
      Scheduler blockingRequests) {
    MediaSettings.WhatsApp whatsapp = settings.whatsapp();
    MediaIdSettings ids = settings.mediaIds();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectTimeout(whatsapp.connectTimeMax())
            .readTimeout(ids.timeMax())
            .writeTimeout(whatsapp.silenceTimeMax())
            // Given twice, WhatsApp would have it twice.
            .retryOnConnectionFailure(false)
            .build();
    HttpUrl api = Objects.requireNonNull(HttpUrl.get(whatsapp.apiUrl()));
    String version = whatsapp.apiVersion();
    KeptIdCheck check = new KeptIdCheck(new WhatsAppApi(http, api, version, ids.checkTimeMax()));
    WhatsAppUpload upload =
        new WhatsAppUpload(new WhatsAppApi(http, api, version, ids.timeMax()), files);
    return new MediaIdController(
        new MediaIds(store, files, upload, check, tokens, ids, clock),
        new ChannelOwners(channels, configured, ids.ownerId()),
        blockingRequests);
  }
}
