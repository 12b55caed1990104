package io.awfar.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.reconcile.ReconcileSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class MediaSettingsTest {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(JustSettings.class)
          .withSystemProperties("spring.config.name=media-service")
          .withPropertyValues("AWFAR_S3_ACCESS_KEY=a", "AWFAR_S3_SECRET_KEY=s");

  @Configuration
  @EnableConfigurationProperties(MediaSettings.class)
  static class JustSettings {}

  @Test
  void theSecretsOfTheBucketAreAllThatMustBeGiven() {
    service.run(context -> {
      MediaSettings settings = context.getBean(MediaSettings.class);
      assertThat(settings.whatsapp().downloadHosts())
          .containsExactly("*.fbcdn.net", "*.whatsapp.net", "lookaside.fbsbx.com");
      assertThat(settings.whatsapp().fileSizeMax().toMegabytes()).isEqualTo(100);
      assertThat(settings.transfer().mediaLifetime()).hasDays(7);
      assertThat(settings.whatsapp().accessToken()).isEmpty();
      assertThat(settings.toString()).doesNotContain("accessToken", "secretKey", "channelKeys");
    });
  }

  @Test
  void thereIsADelayForEachOfTheThreeLanes() {
    service.run(context ->
        assertThat(context.getBean(MediaSettings.class).lanes().retryDelays())
            .containsExactly(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1)));
    service
        .withPropertyValues("AWFAR_MEDIA_RETRY_DELAYS=1s,2s")
        .run(context -> assertThat(context).hasFailed());
  }

  @Test
  void aMissingSecretIsSaidInOneSentence() {
    service
        .withPropertyValues("AWFAR_S3_SECRET_KEY=")
        .run(context ->
            assertThatThrownBy(() -> context.getBean(MediaSettings.class))
                .hasStackTraceContaining("AWFAR_S3_SECRET_KEY must be set"));
  }

  @Test
  void anEnvironmentVariableReachesItsSetting() {
    service
        .withPropertyValues("AWFAR_MEDIA_DOWNLOADS_MAX=3", "AWFAR_MEDIA_FILE_SIZE_MAX=5MB")
        .run(context -> {
          MediaSettings settings = context.getBean(MediaSettings.class);
          assertThat(settings.transfer().downloadsMax()).isEqualTo(3);
          assertThat(settings.whatsapp().fileSizeMax().toMegabytes()).isEqualTo(5);
        });
  }

  @Test
  void bucketAndRowsAreNotComparedUnlessADatabaseIsSetAndNotMendedUnlessThatIs() {
    service.run(context -> {
      ReconcileSettings reconcile = context.getBean(MediaSettings.class).reconcile();
      assertThat(reconcile.database().host()).isEmpty();
      assertThat(reconcile.database().user()).isEmpty();
      assertThat(reconcile.repair()).isFalse();
      assertThat(reconcile.interval()).hasDays(1);
      assertThat(reconcile.grace()).hasDays(1);
    });
    service
        .withPropertyValues(
            "AWFAR_POSTGRES_HOST=db",
            "AWFAR_POSTGRES_READER_USER=reader",
            "AWFAR_POSTGRES_READER_PASSWORD=hidden",
            "AWFAR_MEDIA_RECONCILE_REPAIR=true")
        .run(context -> {
          ReconcileSettings reconcile = context.getBean(MediaSettings.class).reconcile();
          assertThat(reconcile.database().user()).isEqualTo("reader");
          assertThat(reconcile.repair()).isTrue();
          assertThat(reconcile.toString()).doesNotContain("hidden");
        });
  }

  @Test
  void whatIsYoungerThanAnHourIsNeverMended() {
    service
        .withPropertyValues("AWFAR_MEDIA_RECONCILE_GRACE=59m")
        .run(context -> assertThat(context).hasFailed());
  }
}
