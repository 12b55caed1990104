package io.awfar.gateway.send;

import io.awfar.schemas.topic.KeyPartition;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Proves that all that has come in is in the database.
///
/// What came in goes through dedup-stream into a topic, and from there through persistence-service
/// into rows. Each commits its offsets after its work. So it is all there if, one after the other,
/// either has committed the end that its topic had at the moment of asking. Under load there is
/// always something on its way, so that is waited for.
final class ReadLag implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReadLag.class);

  /// Each topic is read by a group of its own, named after it.
  private static final String PERSISTENCE_GROUP = "persistence-service.";

  private static final Duration LOOKS_DELAY = Duration.ofMillis(50);

  private final Admin admin;
  private final TopicGaps gaps;
  private final String dedupGroup;
  private final Duration timeMax;

  ReadLag(Admin admin, TopicGaps gaps, String dedupGroup, Duration timeMax) {
    this.admin = admin;
    this.gaps = gaps;
    this.dedupGroup = dedupGroup;
    this.timeMax = timeMax;
  }

  /// Whether the rows hold all that had come in under these keys when this was asked.
  ///
  /// @param topic where dedup-stream puts it
  /// @return false also if nobody can tell, or not in time
  Mono<Boolean> isNone(Topic<?> topic, Set<String> keys) {
    return untilRead(dedupGroup, Topics.RAW_EVENTS, keys)
        .then(untilRead(PERSISTENCE_GROUP + topic.name(), topic, keys))
        .thenReturn(true)
        .timeout(timeMax)
        .onErrorResume(failure -> {
          log.debug("Nobody knows what is not read yet: {}", failure.toString());
          return Mono.just(false);
        });
  }

  @Override
  public void close() {
    gaps.close();
    admin.close(Duration.ZERO);
  }

  private Mono<Void> untilRead(String group, Topic<?> topic, Set<String> keys) {
    return result(() -> admin.describeTopics(List.of(topic.name())).allTopicNames())
        .map(topics -> partitions(topics.values(), keys))
        .flatMap(this::ends)
        .flatMap(ends -> untilRead(group, ends));
  }

  private Mono<Void> untilRead(String group, Map<TopicPartition, Long> ends) {
    return committed(group, ends.keySet())
        .repeatWhen(looks -> looks.delayElements(LOOKS_DELAY))
        // Nothing else lies before the ends while nothing is committed.
        .distinctUntilChanged()
        .concatMap(offsets -> gaps.areEmpty(offsets, ends), 1)
        .takeUntil(empty -> empty)
        .then();
  }

  // The very end and not that of finished transactions: what stands in one that is open has come
  // in.
  private Mono<Map<TopicPartition, Long>> ends(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
    return result(() -> admin.listOffsets(latest).all())
        .map(found ->
            found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> offset(end.getValue()))));
  }

  /// Where each partition is read next; at its beginning if nothing was ever committed.
  private Mono<Map<TopicPartition, Long>> committed(String group, Set<TopicPartition> partitions) {
    var asked = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
    return result(() ->
            admin
                .listConsumerGroupOffsets(Map.of(group, asked))
                .partitionsToOffsetAndMetadata(group))
        .map(found ->
            partitions.stream()
                .collect(
                    Collectors.toMap(
                        partition -> partition,
                        partition -> {
                          OffsetAndMetadata offset = found.get(partition);
                          return offset == null ? 0L : offset.offset();
                        })));
  }

  /// As producers choose them.
  private static Set<TopicPartition> partitions(
      Collection<TopicDescription> topics, Set<String> keys) {
    return topics.stream()
        .flatMap(topic ->
            keys.stream()
                .map(key ->
                    new TopicPartition(
                        topic.name(), KeyPartition.of(key, topic.partitions().size()))))
        .collect(Collectors.toSet());
  }

  private static long offset(ListOffsetsResultInfo end) {
    return end.offset();
  }

  private static <T> Mono<T> result(Supplier<KafkaFuture<T>> call) {
    return Mono.fromFuture(() -> call.get().toCompletionStage().toCompletableFuture())
        .publishOn(Schedulers.parallel());
  }
}
