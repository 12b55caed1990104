package io.awfar.media.store;

import io.awfar.media.MediaSettings;
import io.minio.MinioClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  private static final Logger log = LoggerFactory.getLogger(StoreConfiguration.class);

  @Bean
  MinioClient storeClient(MediaSettings settings) {
    Duration timeMax = settings.s3().requestTimeMax();
    return client(settings.s3(), timeMax, timeMax, settings.transfer().downloadsMax());
  }

  /// A client of its own: what reads a file goes no faster than WhatsApp takes it.
  @Bean
  MinioClient streamClient(MediaSettings settings) {
    Duration silenceMax = settings.s3().requestTimeMax();
    return client(
        settings.s3(), silenceMax, settings.storeReadTimeMax(), settings.transfer().downloadsMax());
  }

  /// A client of its own: a probe must not wait as long as a big file may take.
  @Bean
  MinioClient probeClient(MediaSettings settings) {
    Duration timeMax = settings.s3().probeTimeMax();
    return client(settings.s3(), timeMax, timeMax, 1);
  }

  @Bean
  KnownPrivacy knownPrivacy(MinioClient probeClient, MediaSettings settings) {
    MediaSettings.S3 s3 = settings.s3();
    OkHttpClient stranger = new OkHttpClient.Builder().callTimeout(s3.probeTimeMax()).build();
    BucketPrivacy privacy =
        new BucketPrivacy(probeClient, stranger, s3.endpoint().toString(), s3.bucket());
    return new KnownPrivacy(privacy::verdict, Clock.systemUTC());
  }

  @Bean
  MediaStore mediaStore(
      MinioClient storeClient, KnownPrivacy knownPrivacy, MediaSettings settings) {
    MediaStore store = new MediaStore(storeClient, settings.s3().bucket(), knownPrivacy);
    try {
      store.ensureBucket();
    } catch (StoreUnavailableException e) {
      log.warn("{}; it is tried again with the first file", e.getMessage());
    }
    return store;
  }

  @Bean
  StoredFiles storedFiles(
      MinioClient storeClient, MinioClient streamClient, MediaSettings settings) {
    MediaSettings.S3 s3 = settings.s3();
    MinioClient signer =
        MinioClient.builder()
            .endpoint(Objects.requireNonNullElse(s3.publicEndpoint(), s3.endpoint()).toString())
            // Known beforehand, or the store would be asked for it.
            .region(s3.region())
            .credentials(s3.accessKey(), s3.secretKey())
            .build();
    return new StoredFiles(storeClient, streamClient, signer, s3.bucket());
  }

  @Bean
  BucketListing bucketListing(MinioClient storeClient, MediaSettings settings) {
    return new BucketListing(storeClient, settings.s3().bucket());
  }

  @Bean
  HealthIndicator bucketHealthIndicator(MinioClient probeClient, MediaSettings settings) {
    return new BucketHealthIndicator(probeClient, settings.s3().bucket());
  }

  /// Asked at the start as well, so that the log says it even where nobody asks for readiness.
  @Bean
  HealthIndicator privacyHealthIndicator(MediaStore mediaStore, KnownPrivacy knownPrivacy) {
    PrivacyHealthIndicator indicator = new PrivacyHealthIndicator(knownPrivacy);
    Health unused = indicator.health();
    return indicator;
  }

  /// @param silenceMax longest wait for the next byte
  /// @param timeMax longest time for a request with all bytes of its answer
  private static MinioClient client(
      MediaSettings.S3 s3, Duration silenceMax, Duration timeMax, int requestsMax) {
    // The default of 5 requests per host would queue uploads behind each other.
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(requestsMax);
    dispatcher.setMaxRequestsPerHost(requestsMax);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectTimeout(s3.connectTimeMax())
            .readTimeout(silenceMax)
            .writeTimeout(silenceMax)
            .callTimeout(timeMax)
            .protocols(List.of(Protocol.HTTP_1_1))
            .build();
    return MinioClient.builder()
        .endpoint(s3.endpoint().toString())
        .region(s3.region())
        .credentials(s3.accessKey(), s3.secretKey())
        .httpClient(http, true)
        .build();
  }
}
