package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class IngestSettingsTest {

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(IngestSettings.class)
  static class Settings {}

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(Settings.class)
          .withPropertyValues(
              "awfar.ingest.webhook.app-secrets=one,two", "awfar.ingest.webhook.verify-token=t");

  @Test
  void everythingHasADefault() {
    runner.run(context -> {
      IngestSettings settings = context.getBean(IngestSettings.class);
      assertThat(settings.webhook().appSecrets()).containsExactly("one", "two");
      assertThat(settings.webhook().bodyBytesMax().toBytes()).isEqualTo(3 << 20);
      assertThat(settings.webhook().eventsPerRequestMax()).isEqualTo(50_000);
      assertThat(settings.publish().inFlightBytesMax().toMegabytes()).isEqualTo(32);
      assertThat(settings.toString()).doesNotContain("one", "two");
    });
  }

  @Test
  void theSecretsMayBeAbsentSinceManagedNumbersHaveTheirOwn() {
    runner
        .withPropertyValues(
            "awfar.ingest.webhook.app-secrets=", "awfar.ingest.webhook.verify-token=")
        .run(context -> {
          IngestSettings settings = context.getBean(IngestSettings.class);
          assertThat(settings.webhook().appSecrets()).isEmpty();
          assertThat(settings.webhook().verifyToken()).isEmpty();
        });
  }

  @Test
  void theKeysOfChannelsAreNotPrinted() {
    runner
        .withPropertyValues("awfar.ingest.channel.keys=key-material")
        .run(context ->
            assertThat(context.getBean(IngestSettings.class).toString())
                .doesNotContain("material"));
  }

  @Test
  void limitsThatContradictEachOtherAreRefused() {
    assertRefused("awfar.ingest.publish.in-flight-bytes-max=8MB", "in-flight-bytes-max");
    assertRefused("awfar.ingest.webhook.body-bytes-max=8MB", "7 MB at most");
    assertRefused("awfar.ingest.webhook.nesting-max=1", "nestingMax");
  }

  @Test
  void theWorkspaceOfANumberCanBeSetByAnEnvironmentVariable() {
    UUID owner = UUID.fromString("00000000-0000-4000-8000-0000000000aa");
    runner
        .withInitializer(context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(
                    new SystemEnvironmentPropertySource(
                        "systemEnvironment",
                        Map.of("AWFAR_INGEST_CHANNEL_OWNERS_106540352242922", owner.toString()))))
        .run(context ->
            assertThat(context.getBean(IngestSettings.class).channel().owners())
                .containsEntry("106540352242922", owner));
  }

  private void assertRefused(String property, String reason) {
    runner
        .withPropertyValues(property)
        .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(reason));
  }
}
