package io.awfar.bench.persist;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.process.Broker;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SourceIT {

  private static final SampleEvents EVENTS = new SampleEvents(100, Instant.EPOCH);

  @TempDir Path folder;

  @Test
  void eachContenderIsGivenTheTimedStatusesOnlyOnceTheyAreReleased() throws Exception {
    try (Broker broker = Broker.start(folder);
        TestRegistry registry = TestRegistry.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Source source = new Source(admin, broker.bootstrapServers(), registry.baseUrl());
      source.makeTopics();
      for (String contender : List.of("first", "second")) {
        try (Withheld timed = source.renewStatuses(EVENTS, 40, 100);
            KafkaConsumer<byte[], byte[]> consumer = consumer(broker, contender)) {
          read(consumer, 40);
          assertThat(consumer.poll(Duration.ofSeconds(1))).isEmpty();
          assertThat(source.done(contender)).isEqualTo(new Rows(0, 40));

          timed.release();

          read(consumer, 60);
          // By now it stands behind the mark that ends the transaction.
          assertThat(consumer.poll(Duration.ofSeconds(1))).isEmpty();
          consumer.commitSync();
          assertThat(source.done(contender)).isEqualTo(new Rows(0, 100));
        }
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Broker broker, String group) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.STATUSES.name()));
    return consumer;
  }

  private static void read(KafkaConsumer<byte[], byte[]> consumer, int records) {
    int read = 0;
    while (read < records) {
      read += consumer.poll(Duration.ofMillis(100)).count();
    }
    consumer.commitSync();
    assertThat(read).isEqualTo(records);
  }
}
