package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class BrokerHealthIndicatorTest {

  @TempDir Path folder;

  @Test
  void itIsUpOnlyWhileTheBrokerAnswers() throws IOException {
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, controllerPort);
    try (BrokerHealthIndicator health =
        new BrokerHealthIndicator(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
      kafka.close();
      assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
      kafka = EmbeddedKafka.start(folder, port, controllerPort);
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    } finally {
      kafka.close();
    }
  }
}
