package io.awfar.ingest.publish;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaAdmin;

/// Whether the leaders that metadata names know it yet.
///
/// A broker that is told later than the rest refuses a first batch, and may take the next one: an
/// idempotent producer then repeats both out of sequence until it gives up.
final class PartitionLeaders {

  private final KafkaAdmin admin;

  PartitionLeaders(KafkaAdmin admin) {
    this.admin = admin;
  }

  /// Returns once the leader of each partition has answered as such.
  ///
  /// @throws KafkaException if one has not within `timeMax`
  void await(List<PartitionInfo> partitions, Duration timeMax) throws InterruptedException {
    // Only leaders tell offsets; the client asks again where it hears from somebody else.
    Map<TopicPartition, OffsetSpec> ends =
        partitions.stream()
            .collect(
                toMap(
                    partition -> new TopicPartition(partition.topic(), partition.partition()),
                    _ -> OffsetSpec.latest()));
    var options = new ListOffsetsOptions().timeoutMs(Math.toIntExact(timeMax.toMillis()));
    try (Admin client = Admin.create(admin.getConfigurationProperties())) {
      var unused = client.listOffsets(ends, options).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException("Not every partition has a leader that answers", e.getCause());
    }
  }
}
