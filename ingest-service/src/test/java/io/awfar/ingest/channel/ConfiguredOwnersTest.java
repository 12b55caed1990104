package io.awfar.ingest.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfiguredOwnersTest {

  private static final UUID MAIN = new UUID(0, 1);
  private static final UUID CUSTOMER = new UUID(0, 2);
  private static final UUID BRANCH = new UUID(0, 3);

  private final ConfiguredOwners owners =
      new ConfiguredOwners(
          new ChannelSettings(MAIN, Map.of("waba-1", CUSTOMER, "phone-1", BRANCH), "", 1));

  @Test
  void aChannelWithAnEntryBelongsToItsWorkspace() {
    assertThat(owners.ownerOf("phone-1", "waba-1")).isEqualTo(BRANCH);
  }

  @Test
  void aChannelWithoutAnEntryBelongsToTheWorkspaceOfItsAccount() {
    assertThat(owners.ownerOf("phone-2", "waba-1")).isEqualTo(CUSTOMER);
  }

  @Test
  void anyOtherChannelBelongsToTheMainWorkspace() {
    assertThat(owners.ownerOf("phone-2", "waba-2")).isEqualTo(MAIN);
    assertThat(owners.ownerOf("unknown", "")).isEqualTo(MAIN);
  }
}
