package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebhookIT {

  private static RunningIngest ingest;

  @BeforeAll
  static void start() {
    ingest = RunningIngest.start(TestKafka.bootstrapServers(), TestRegistry.url()).awaitReady();
  }

  @AfterAll
  static void stop() {
    ingest.close();
  }

  @Test
  void aWebhookAnswered200IsDurable() throws Exception {
    assertThat(ingest.post(Webhooks.texts("durable", 0, 1)).statusCode()).isEqualTo(200);

    var records = RawTopic.read(TestKafka.bootstrapServers(), TestRegistry.url(), "durable");
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().key()).isEqualTo("durable|49170000000");
    assertThat(records.getFirst().value().getIdentity()).isEqualTo("m|durable|wamid.T0");
  }
}
