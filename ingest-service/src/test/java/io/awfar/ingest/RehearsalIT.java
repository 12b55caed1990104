package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class RehearsalIT {

  @Test
  void theRehearsalGoesTheWholeWayAndLeavesNoTrace() throws Exception {
    try (RunningIngest ingest =
        RunningIngest.startRehearsing(
            TestKafka.bootstrapServers(), TestRegistry.url(), Duration.ofSeconds(1))) {
      ingest.awaitReady();

      assertThat(recordsRehearsed()).isGreaterThan(100);
      assertThat(RawTopic.read(TestKafka.bootstrapServers(), TestRegistry.url(), "rehearsal"))
          .isEmpty();
      assertThat(ingest.actuator("prometheus").body())
          .contains("awfar_ingest_webhooks_total{outcome=\"accepted\"} 0.0")
          .contains("awfar_ingest_events_total{kind=\"message\"} 0.0");
    }
  }

  private static long recordsRehearsed() {
    Map<String, Object> configs = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(configs, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("ingest-service.rehearsal").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
