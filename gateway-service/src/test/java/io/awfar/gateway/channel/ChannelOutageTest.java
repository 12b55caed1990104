package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static io.awfar.gateway.channel.ChannelGateway.refusal;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.testservers.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelOutageTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void whileKafkaIsAwayNothingIsWrittenTheRestWorksAndItComesBackByItself() throws Exception {
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    try (ChannelGateway gateway =
        ChannelGateway.startOn(
            "127.0.0.1:" + port,
            TestPostgres.create(),
            ChannelGateway.KEYS,
            "AWFAR_GATEWAY_CHANNEL_WRITE_TIME_MAX=3s")) {
      // Not even once there: which channels there are is not known.
      refusal(gateway.list(gateway.admin()), 503, "kafka_unavailable");
      refusal(gateway.create(gateway.admin(), channel("8401")), 503, "kafka_unavailable");
      gateway.admin().get().uri("/api/whatsapp/chats").exchange().expectStatus().isOk();

      EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, controllerPort);
      try {
        await()
            .atMost(LONG)
            .untilAsserted(
                () -> gateway.create(gateway.admin(), channel("8401")).expectStatus().isCreated());

        kafka.close();

        refusal(
            gateway.patch(gateway.admin(), "8401", "*", Map.of("name", "Other")),
            503,
            "kafka_unavailable");
        gateway.get(gateway.admin(), "8401").expectBody().jsonPath("$.name").isEqualTo("Sales");

        kafka = EmbeddedKafka.start(folder, port, controllerPort);
        await()
            .atMost(LONG)
            .untilAsserted(() ->
                gateway
                    .patch(gateway.admin(), "8401", "*", Map.of("name", "Other"))
                    .expectStatus()
                    .isOk());
      } finally {
        kafka.close();
      }
    }
  }
}
