package io.awfar.gateway.send;

import static io.awfar.gateway.send.SendGateway.accepted;
import static io.awfar.gateway.send.SendGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendOutageTest {

  private static final String BODY = "{'channelId':'7401','to':'967777000401','text':'salaam'}";

  @TempDir private Path folder;

  @Test
  void whileKafkaIsAwayNothingIsAcceptedAndTheSameKeyIsSentOnceWhenItIsBack() throws Exception {
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, controllerPort);
    try (SendGateway gateway =
        SendGateway.startOn(kafka.bootstrapServers(), "AWFAR_GATEWAY_SEND_WRITE_TIME_MAX=3s")) {
      accepted(gateway.send(BODY));

      kafka.close();

      refusal(gateway.send("key", BODY), 503, "kafka_unavailable");
      refusal(gateway.send(BODY), 503, "kafka_unavailable");

      kafka = EmbeddedKafka.start(folder, port, controllerPort);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> accepted(gateway.send("key", BODY)));

      // A write that nobody acknowledged may be there all the same: of the same send.
      assertThat(
              WrittenSends.of(kafka.bootstrapServers(), "7401").stream()
                  .map(record -> record.value().getSendId())
                  .distinct())
          .hasSize(2);
    } finally {
      kafka.close();
    }
  }
}
