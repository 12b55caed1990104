package io.awfar.gateway.send;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Looks whether there is anything to read between two offsets.
///
/// The end of a transaction takes an offset, too, and so does what was written in one that failed:
/// nobody ever reads them, and commits an offset behind them. Only reading tells them from records.
final class TopicGaps implements AutoCloseable {

  private static final int READERS_MAX = 2;
  private static final int WAITING_MAX = 100;
  private static final Duration POLL_TIME_MAX = Duration.ofMillis(100);

  private final Map<String, Object> configs;
  private final Duration timeMax;
  private final Scheduler readers =
      Schedulers.newBoundedElastic(READERS_MAX, WAITING_MAX, "gateway-lag", 60, true);

  /// @param consumer how a consumer reaches the cluster
  /// @param timeMax after which there is taken to be something
  TopicGaps(Map<String, Object> consumer, Duration timeMax) {
    configs = new HashMap<>(consumer);
    configs.keySet().removeAll(Set.of("group.id", "group.instance.id"));
    configs.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-lag");
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // What is gone already was there, and who knows whether it was read.
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    this.timeMax = timeMax;
  }

  /// Whether nothing lies between these offsets, the second ones excluded.
  ///
  /// @return false also if that does not show in time, such as before a transaction that is open
  Mono<Boolean> areEmpty(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    Map<TopicPartition, Long> gaps = new HashMap<>();
    from.forEach((partition, offset) -> {
      if (offset < to.getOrDefault(partition, 0L)) {
        gaps.put(partition, offset);
      }
    });
    return gaps.isEmpty()
        ? Mono.just(true)
        : Mono.fromCallable(() -> areEmptyToReaders(gaps, to)).subscribeOn(readers);
  }

  @Override
  public void close() {
    readers.dispose();
  }

  private boolean areEmptyToReaders(
      Map<TopicPartition, Long> gaps, Map<TopicPartition, Long> ends) {
    long deadline = System.nanoTime() + timeMax.toNanos();
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(configs, bytes, bytes)) {
      Set<TopicPartition> partitions = gaps.keySet();
      consumer.assign(partitions);
      gaps.forEach(consumer::seek);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        if (System.nanoTime() > deadline || !consumer.poll(POLL_TIME_MAX).isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (InterruptException e) {
      // Nobody waits for it any more.
      return false;
    }
  }
}
