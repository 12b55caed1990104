package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// At a broker that takes any time by itself, as all did before 4.0.
@Timeout(120)
class FutureRecordIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Map<String, String> ANY_TIME =
      Map.of("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

  @TempDir Path folder;
  private final int port = FreePorts.next();
  private final ManagementPort management = new ManagementPort(port);

  @Test
  void aRawTopicMadeHereRefusesARecordOfTomorrow() throws Exception {
    try (EmbeddedKafka kafka = startBroker()) {
      tomorrowIsRefusedAndNothingForgotten(kafka);
    }
  }

  @Test
  void aRawTopicThatTookRecordsOfTomorrowRefusesThem() throws Exception {
    try (EmbeddedKafka kafka = startBroker()) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        NewTopic rawTopic =
            new NewTopic(Topics.RAW_EVENTS.name(), Topics.RAW_EVENTS.partitions(), (short) 1);
        admin.createTopics(List.of(rawTopic)).all().get();
      }
      tomorrowIsRefusedAndNothingForgotten(kafka);
    }
  }

  private void tomorrowIsRefusedAndNothingForgotten(EmbeddedKafka kafka) throws Exception {
    Instant now = Instant.now();
    try (TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl());
        var service =
            DedupStream.application()
                .run(ServiceArguments.of(kafka.bootstrapServers(), registry.baseUrl(), port))) {
      await().atMost(PATIENCE).until(management::isReady);
      raw.sendAlone("1", Payloads.text("wamid.now", now));
      assertThatThrownBy(
              () -> raw.sendAlone("1", Payloads.text("wamid.1", now.plus(Duration.ofDays(1)))))
          .hasCauseInstanceOf(InvalidTimestampException.class);
      raw.sendAlone("1", Payloads.text("wamid.now", now));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(management.counts()).isEqualTo(new ManagementPort.Counts(2, 1, 1, 0)));
      assertThat(management.metric("awfar_dedup_seen_forgotten_total")).isZero();
    }
  }

  private EmbeddedKafka startBroker() throws Exception {
    return EmbeddedKafka.start(
        folder.resolve("kafka"), FreePorts.next(), FreePorts.next(), ANY_TIME);
  }
}
