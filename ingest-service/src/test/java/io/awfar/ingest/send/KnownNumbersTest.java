package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.channel.ConfiguredOwners;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Numbers that are not managed; `SendManagedIT` has those that are.
class KnownNumbersTest {

  private static final UUID MAIN = new UUID(0, 1);
  private static final UUID BRANCH = new UUID(0, 2);

  private static SendingChannels numbers(Map<String, String> settings) {
    SendSettings bound =
        new Binder(new MapConfigurationPropertySource(settings))
            .bindOrCreate("send", SendSettings.class);
    ChannelSettings channels = new ChannelSettings(MAIN, Map.of("2", BRANCH), "", 1);
    return new KnownNumbers(
        new ChannelDirectory(ChannelKeys.parse("")), bound, new ConfiguredOwners(channels));
  }

  @Test
  void allNumbersSendWithTheTokenOfTheSettingsForTheirOwnWorkspace() {
    SendingChannels numbers =
        numbers(Map.of("send.access-token", "t", "send.api-url", "https://w.example"));

    SendingChannel number = numbers.find("1");
    assertThat(number.ownerId()).isEqualTo(MAIN);
    assertThat(number.messagesUrl()).hasToString("https://w.example/v23.0/1/messages");
    assertThat(number.sendsPerSecond()).isEqualTo(80);
    assertThat(number.active()).isTrue();
    assertThat(number.toString()).doesNotContain("accessToken");
    assertThat(numbers.find("2").ownerId()).isEqualTo(BRANCH);
  }

  @Test
  void withoutATokenNoNumberSends() {
    assertThat(numbers(Map.of()).find("1")).isNull();
  }

  @Test
  void anIdThatWouldLeadElsewhereIsNone() {
    SendingChannels numbers = numbers(Map.of("send.access-token", "t"));

    assertThat(numbers.find("1/../2")).isNull();
    assertThat(numbers.find("")).isNull();
    assertThat(numbers.find("1?x=")).isNull();
  }

  @Test
  void theVersionOfTheServiceIsOneThatWhatsAppTakes() {
    SendSettings bound =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("send.user-agent", "awfar/1.2.3-SNAPSHOT")))
            .bindOrCreate("send", SendSettings.class);

    assertThat(bound.userAgent()).isEqualTo("awfar/1.2.3");
  }
}
