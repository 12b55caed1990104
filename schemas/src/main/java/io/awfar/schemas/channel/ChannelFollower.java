package io.awfar.schemas.channel;

import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a [ChannelDirectory] as the topic `whatsapp.channels` is: reads all of it from the
/// beginning, on a thread and a consumer of its own and in no group, and goes on.
///
/// Whatever fails (broker, registry, a topic that is not there yet) is tried again for as long as
/// it takes; the directory shows meanwhile what was known last.
public final class ChannelFollower implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ChannelFollower.class);

  private static final String CLIENT_SUFFIX = "channels";
  private static final Duration POLL_TIME_MAX = Duration.ofSeconds(1);
  private static final Duration CALL_TIME_MAX = Duration.ofSeconds(10);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIME_MAX = Duration.ofSeconds(5);

  private final Map<String, Object> consumerConfigs;
  private final Deserializer<?> values;
  private final ChannelDirectory directory;
  private final ReadMarks marks = new ReadMarks();
  private final Thread thread = Thread.ofPlatform().name("channel-follower").unstarted(this::run);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private boolean failing;

  /// @param consumerConfigs how a consumer reaches the cluster; what it reads and in which group is
  ///   decided here
  /// @param values reads a `Channel`, closed with this
  public ChannelFollower(
      Map<String, Object> consumerConfigs, Deserializer<?> values, ChannelDirectory directory) {
    this.consumerConfigs = configs(consumerConfigs);
    this.values = values;
    this.directory = directory;
    thread.setDaemon(true);
  }

  /// Begins to follow; returns at once.
  public void start() {
    thread.start();
  }

  /// Completes once the directory shows what was written at `offset`, which may be never: bound the
  /// wait.
  public CompletableFuture<Void> shows(int partition, long offset) {
    return marks.passed(partition, offset);
  }

  /// Ends it, within seconds.
  @Override
  public void close() {
    closed.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    if (thread.isAlive()) {
      try {
        var unused = thread.join(CLOSE_TIME_MAX);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    values.close();
  }

  private void run() {
    try {
      do {
        followOnce();
      } while (!closed.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void followOnce() {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(consumerConfigs)) {
      current = consumer;
      follow(consumer);
    } catch (WakeupException e) {
      log.debug("Told to end");
    } catch (UnknownTopicOrPartitionException e) {
      // Made by whichever service starts first.
      log.debug("There is no {} yet", Topics.CHANNELS.name());
    } catch (RuntimeException e) {
      if (!failing) {
        failing = true;
        log.warn("{} cannot be followed, tried again: {}", Topics.CHANNELS.name(), e.toString());
      }
    } finally {
      current = null;
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    NewestRecords records = new NewestRecords(values);
    boolean caughtUp = false;
    while (closed.getCount() > 0) {
      var batch = consumer.poll(POLL_TIME_MAX);
      batch.forEach(records::add);
      if (!caughtUp) {
        caughtUp =
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        if (caughtUp) {
          log.info("Following {} numbers managed at run time", records.all().size());
          failing = false;
        }
      } else if (batch.isEmpty()) {
        continue;
      }
      if (caughtUp) {
        directory.show(records.all());
        partitions.forEach(
            partition -> marks.moved(partition.partition(), consumer.position(partition)));
      }
    }
  }

  /// @throws UnknownTopicOrPartitionException if there is no such topic
  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    List<PartitionInfo> found = consumer.partitionsFor(Topics.CHANNELS.name());
    if (found == null || found.isEmpty()) {
      throw new UnknownTopicOrPartitionException(Topics.CHANNELS.name());
    }
    return found.stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private static Map<String, Object> configs(Map<String, Object> given) {
    Map<String, Object> configs = new HashMap<>(given);
    configs.remove(ConsumerConfig.GROUP_ID_CONFIG);
    configs.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    configs.merge(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_SUFFIX, (id, more) -> id + "-" + more);
    configs.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    configs.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Records that are gone before they were read end the consumer, and all is read anew.
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // A number that is added is there at once, whatever the service's other consumers wait for.
    configs.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    configs.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(CALL_TIME_MAX.toMillis()));
    configs.put(
        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(CALL_TIME_MAX.toMillis()) - 1);
    return configs;
  }
}
