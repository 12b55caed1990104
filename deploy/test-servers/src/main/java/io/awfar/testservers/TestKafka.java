package io.awfar.testservers;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.kafka.KafkaContainer;

/// The Kafka broker of this JVM's tests.
public final class TestKafka {

  private static final String IMAGE = "apache/kafka-native:4.3.1";

  private TestKafka() {}

  private static final class Running {

    static final String BOOTSTRAP_SERVERS = Docker.isThere() ? container() : embedded();

    private static String container() {
      KafkaContainer kafka =
          new KafkaContainer(IMAGE)
              .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
              .withEnv("KAFKA_MESSAGE_MAX_BYTES", "8388608")
              .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
      kafka.start();
      return kafka.getBootstrapServers();
    }

    private static String embedded() {
      try {
        EmbeddedKafka kafka =
            EmbeddedKafka.start(TestFolder.create("kafka"), FreePorts.next(), FreePorts.next());
        TestFolder.atExit(kafka::close);
        return kafka.bootstrapServers();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// `host:port` of a broker with one node; topics are made by who needs them, replication factor 1
  /// or -1.
  public static String bootstrapServers() {
    return Running.BOOTSTRAP_SERVERS;
  }
}
