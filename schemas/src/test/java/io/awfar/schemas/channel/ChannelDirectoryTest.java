package io.awfar.schemas.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.Channel;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChannelDirectoryTest {

  private static final ChannelKeys KEYS = ChannelKeys.parse(ChannelKeys.generate("one"));
  private static final UUID ANOTHER = new UUID(0, 7);

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  @Test
  void aNumberThatTheEnvironmentGivesToAnotherWorkspaceIsAsIfItWereNotManaged() {
    ChannelDirectory directory =
        new ChannelDirectory(KEYS, new ConfiguredWorkspaces(Map.of("1001", ANOTHER)));

    directory.show(Map.of("1001", channel("1001"), "1002", channel("1002")));

    assertThat(directory.channels()).containsOnlyKeys("1002");
    assertThat(directory.find("1001")).isEmpty();
    assertThat(directory.unusable()).isOne();
  }

  @Test
  void aNumberOfAnAccountThatTheEnvironmentGivesToAnotherWorkspaceIsDeniedToo() {
    // All channels of the test are of account 1.
    ChannelDirectory directory =
        new ChannelDirectory(
            KEYS, new ConfiguredWorkspaces(Map.of("1", ANOTHER, "1003", ChannelTopic.OWNER)));

    directory.show(Map.of("1001", channel("1001"), "1003", channel("1003")));

    assertThat(directory.channels()).containsOnlyKeys("1003");
    assertThat(directory.unusable()).isOne();
  }

  @Test
  void aNumberThatTheEnvironmentGivesToItsOwnWorkspaceIsManaged() {
    ChannelDirectory directory =
        new ChannelDirectory(KEYS, new ConfiguredWorkspaces(Map.of("1001", ChannelTopic.OWNER)));

    directory.show(Map.of("1001", channel("1001")));

    assertThat(directory.channels()).containsOnlyKeys("1001");
    assertThat(directory.unusable()).isZero();
  }

  private static Channel channel(String id) {
    return ChannelTopic.channel(id, 1, "token", KEYS);
  }
}
