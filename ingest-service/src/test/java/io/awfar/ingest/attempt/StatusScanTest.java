package io.awfar.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class StatusScanTest {

  @Test
  void aScanThatCannotBeginLeavesNoConsumerOpen() {
    MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>("latest") {
          @Override
          public synchronized List<PartitionInfo> partitionsFor(String topic) {
            throw new TimeoutException("nobody answers");
          }
        };

    assertThatThrownBy(() -> new StatusScan(consumer)).hasMessage("nobody answers");

    assertThat(consumer.closed()).isTrue();
  }
}
