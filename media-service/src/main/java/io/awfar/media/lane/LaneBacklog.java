package io.awfar.media.lane;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many records wait in each lane, over all instances, as of the last look.
///
/// Marks of transactions are offsets too, and cannot be told from records without reading them: the
/// count is at most twice the truth, and zero where nothing waits. What a transaction wrote that
/// was aborted cannot be told either, and counts until a later record of its partition is done.
public final class LaneBacklog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LaneBacklog.class);
  private static final long ANSWER_MILLIS_MAX = 5_000;

  private final Admin admin;
  private final Map<Lane, String> groups;
  private volatile Map<Lane, Long> waiting = Map.of();

  /// @param kafka settings of an admin client
  /// @param groups who reads each lane
  public LaneBacklog(Map<String, Object> kafka, Map<Lane, String> groups) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "media-service-lanes");
    this.admin = Admin.create(settings);
    this.groups = Map.copyOf(groups);
  }

  /// Records that wait; -1 if the last look did not find out, or there was none yet.
  public long waiting(Lane lane) {
    return waiting.getOrDefault(lane, -1L);
  }

  /// Looks again; what the cluster does not tell is not known any more.
  public void look() {
    Map<Lane, Long> counted = new EnumMap<>(Lane.class);
    try {
      for (var group : groups.entrySet()) {
        counted.put(group.getKey(), count(group.getKey(), group.getValue()));
      }
      waiting = counted;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      waiting = Map.of();
      log.debug("The lanes cannot be counted", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private long count(Lane lane, String group)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    Map<TopicPartition, Long> begin = offsets(lane, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(lane, OffsetSpec.latest());
    long records = 0;
    for (var partition : end.entrySet()) {
      long first = begin.getOrDefault(partition.getKey(), 0L);
      long done = offset(committed.get(partition.getKey()), first);
      // The last offset is the mark of the transaction that wrote the last record.
      records += Math.max(0, partition.getValue() - Math.max(done, first) - 1);
    }
    return records;
  }

  private static long offset(@Nullable OffsetAndMetadata committed, long otherwise) {
    return committed == null ? otherwise : committed.offset();
  }

  private Map<TopicPartition, Long> offsets(Lane lane, OffsetSpec which)
      throws InterruptedException, ExecutionException, TimeoutException {
    String topic = lane.topic().name();
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS)
        .values()
        .forEach(found ->
            found
                .partitions()
                .forEach(p -> asked.put(new TopicPartition(topic, p.partition()), which)));
    Map<TopicPartition, Long> found = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS)
        .forEach((partition, info) -> found.put(partition, info.offset()));
    return found;
  }
}
