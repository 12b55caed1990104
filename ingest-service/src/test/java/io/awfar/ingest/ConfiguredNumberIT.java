package io.awfar.ingest;

import static io.awfar.ingest.RunningIngest.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.ChannelState;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfiguredNumberIT {

  private static final String KAFKA = TestKafka.bootstrapServers();
  private static final String REGISTRY = TestRegistry.url();
  private static final String KEYS = ChannelKeys.generate("one");
  private static final UUID NORTH = UUID.randomUUID();
  private static final UUID SOUTH = UUID.randomUUID();

  @Test
  void aNumberThatTheEnvironmentGivesToAWorkspaceIsNotTakenOverByAnother() throws Exception {
    try (RunningIngest ingest =
            RunningIngest.start(
                    KAFKA,
                    REGISTRY,
                    "AWFAR_CHANNEL_KEYS=" + KEYS,
                    "awfar.ingest.channel.owners.7015=" + SOUTH)
                .awaitReady();
        ChannelTopic channels = new ChannelTopic(KAFKA, REGISTRY, KEYS)) {
      channels.put("7015", NORTH, ChannelState.ACTIVE, "secret-7015", null);
      channels.put("7016", NORTH, ChannelState.ACTIVE, "secret-7016", null);
      await().until(() -> post(ingest, "7016", "secret-7016") == 200);

      assertThat(post(ingest, "7015", "secret-7015")).isEqualTo(401);
      assertThat(post(ingest, "7015", "secret-7016")).isEqualTo(401);
      assertThat(post(ingest, "7015", RunningIngest.SECRET)).isEqualTo(200);

      assertThat(RawTopic.read(KAFKA, REGISTRY, "7015"))
          .isNotEmpty()
          .allSatisfy(record -> assertThat(record.value().getOwnerId()).isEqualTo(SOUTH));
      assertThat(ingest.actuator("prometheus").body())
          .containsPattern("awfar_ingest_channels_unusable [1-9]");
    }
  }

  private static int post(RunningIngest ingest, String channelId, String secret) throws Exception {
    byte[] body = Webhooks.texts(channelId, 1, 1).getBytes(StandardCharsets.UTF_8);
    return ingest.post(body, signature(body, secret)).statusCode();
  }
}
