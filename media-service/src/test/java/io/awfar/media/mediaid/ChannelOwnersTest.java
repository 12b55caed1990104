package io.awfar.media.mediaid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChannelOwnersTest {

  @Test
  void whoseANumberIsIsNotGuessedWhileTheManagedOnesAreNotKnown() {
    ChannelDirectory empty = new ChannelDirectory(ChannelKeys.parse(ChannelKeys.generate("one")));
    ChannelOwners owners = new ChannelOwners(empty, ConfiguredWorkspaces.NONE, UUID.randomUUID());

    assertThatThrownBy(() -> owners.of("1"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.KAFKA_UNAVAILABLE));
  }
}
