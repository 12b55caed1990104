package io.awfar.bench.pipeline;

import io.awfar.bench.load.Webhooks;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Whoever follows the clean messages as they are published, committed ones only: what is pushed to
/// agents or read by analysts has this before it.
final class Subscriber implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  /// Of each partition: what it reads to be warm before it is asked how late it sees an event.
  private static final long WARM_UP_EVENTS = 10_000;

  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  private final Moments seen;
  private final CompletableFuture<Void> all = new CompletableFuture<>();
  private volatile boolean closed;

  private Subscriber(Moments seen) {
    this.seen = seen;
  }

  /// Reads the last events that there are, and returns when it follows.
  ///
  /// @param seen is told of each message
  static Subscriber start(String bootstrapServers, String registryUrl, Moments seen) {
    KafkaConsumer<byte[], Message> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                "specific.avro.reader",
                true,
                "isolation.level",
                "read_committed",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                AvroDeserializer.class));
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.MESSAGES.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - WARM_UP_EVENTS)));
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      var unused = consumer.poll(POLL);
    }
    Subscriber subscriber = new Subscriber(seen);
    var unused = Thread.ofPlatform().name("subscriber").start(() -> subscriber.follow(consumer));
    return subscriber;
  }

  /// Returns when it has seen all of them.
  ///
  /// @throws IllegalStateException if some do not come
  void awaitAll() throws InterruptedException {
    try {
      all.get(TIME_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("A subscriber saw " + seen, e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private void follow(KafkaConsumer<byte[], Message> consumer) {
    int left = seen.messages();
    try (consumer) {
      while (!closed && left > 0) {
        for (var record : consumer.poll(POLL)) {
          if (seen.now(Webhooks.number(record.value().getWaMessageId()))) {
            left--;
          }
        }
      }
      all.complete(null);
    } catch (RuntimeException e) {
      all.completeExceptionally(e);
    }
  }
}
