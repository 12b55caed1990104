package io.awfar.persistence.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

class CommittedRecordsTest {

  @Test
  void noSettingLetsAbortedRecordsInOrEventsCountAsReadBeforeTheyAreStored() {
    var factory =
        new DefaultKafkaConsumerFactory<>(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "true"));
    new Connections().committedRecords().customize(factory);

    assertThat(factory.getConfigurationProperties())
        .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    assertThat(factory.isAutoCommit()).isFalse();
  }
}
