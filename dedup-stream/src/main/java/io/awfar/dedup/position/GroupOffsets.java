package io.awfar.dedup.position;

import io.awfar.dedup.position.KeptPositions.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the group's offsets back where the broker has dropped them.
///
/// It drops those of a group that has had no member for `offsets.retention.minutes`, 7 days by
/// itself. The stream would then begin with all that the raw topic has, of which the memory knows
/// only the newest part, and publish the rest again. Where it cannot be told which was the last
/// record processed, that is what happens: twice is better than never.
public final class GroupOffsets {

  private static final Logger log = LoggerFactory.getLogger(GroupOffsets.class);

  private final Map<String, Object> adminConfigs;
  private final Map<String, Object> consumerConfigs;
  private final String group;
  private final String changelog;

  /// @param adminConfigs how an admin client reaches the cluster
  /// @param consumerConfigs how a consumer does
  /// @param group of the stream
  /// @param changelog of the store that [ReadPosition] keeps positions in
  public GroupOffsets(
      Map<String, Object> adminConfigs,
      Map<String, Object> consumerConfigs,
      String group,
      String changelog) {
    this.adminConfigs = Map.copyOf(adminConfigs);
    this.consumerConfigs = new HashMap<>(consumerConfigs);
    this.group = group;
    this.changelog = changelog;
    this.consumerConfigs.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.consumerConfigs.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    this.consumerConfigs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumerConfigs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumerConfigs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumerConfigs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
  }

  /// Gives the group the offsets that it lacks and the changelog knows.
  ///
  /// @param topic that the stream reads; it is there
  /// @throws KafkaException if the cluster does not answer, or another instance is at work already
  ///   and has offsets by now
  public void bringBack(String topic) {
    try (Admin admin = Admin.create(adminConfigs)) {
      Set<Integer> lacking = lacking(admin, topic);
      if (lacking.isEmpty() || !admin.listTopics().names().get().contains(changelog)) {
        return;
      }
      Map<TopicPartition, OffsetAndMetadata> kept = kept(topic, lacking);
      if (!kept.isEmpty()) {
        admin.alterConsumerGroupOffsets(group, kept).all().get();
        log.warn(
            "The broker has dropped offsets of the group {}, which goes on where it was: {}."
                + " The broker should keep offsets (offsets.retention.minutes) for as long as {}"
                + " is kept",
            group,
            kept,
            topic);
      }
    } catch (ExecutionException e) {
      throw new KafkaException("The offsets of the group " + group + " cannot be told", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private Set<Integer> lacking(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    int partitions =
        Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
            .partitions()
            .size();
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return IntStream.range(0, partitions)
        .filter(partition -> committed.get(new TopicPartition(topic, partition)) == null)
        .boxed()
        .collect(Collectors.toSet());
  }

  private Map<TopicPartition, OffsetAndMetadata> kept(String topic, Set<Integer> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            consumerConfigs, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      KeptPositions positions = new KeptPositions(consumer);
      positions
          .read(changelog, partitions)
          .forEach((number, position) -> {
            TopicPartition partition = new TopicPartition(topic, number);
            if (positions.isStillThere(partition, position)) {
              offsets.put(partition, new OffsetAndMetadata(position.offset() + 1));
            } else {
              warnOfTheStart(partition, position);
            }
          });
    }
    return offsets;
  }

  private void warnOfTheStart(TopicPartition partition, Position position) {
    log.warn(
        "The broker has dropped the offset of the group {} at {}, where the record processed last,"
            + " {}, is there no longer. It is read from its start",
        group,
        partition,
        position);
  }
}
