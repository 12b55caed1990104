package io.awfar.standalone;

import io.awfar.schemas.registry.RegistrySettings;
import io.awfar.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// The command line that prints what a topic holds: committed records, a line of JSON each.
public final class ReadTopic {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final String HELP =
      """
      deploy/standalone/read-topic TOPIC [options]

        --kafka HOST:PORT  broker (127.0.0.1:9092)
        --registry URL     schema registry (http://127.0.0.1:8081/apis/ccompat/v7)
        --follow           wait for more at the end instead of stopping
        --help             this text
      """;

  private ReadTopic() {}

  /// @param arguments see `--help`
  public static void main(String... arguments) {
    String kafka = "127.0.0.1:9092";
    String registry = "http://127.0.0.1:8081/apis/ccompat/v7";
    String topic = "";
    boolean follow = false;
    ListIterator<String> words = List.of(arguments).listIterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--kafka" -> kafka = words.hasNext() ? words.next() : "";
        case "--registry" -> registry = words.hasNext() ? words.next() : "";
        case "--follow" -> follow = true;
        default -> topic = word;
      }
    }
    if (topic.isEmpty() || topic.startsWith("-") || kafka.isEmpty() || registry.isEmpty()) {
      System.out.print(HELP);
      System.exit(topic.equals("--help") ? 0 : 2);
    }
    try {
      print(kafka, registry, topic, follow);
    } catch (KafkaException e) {
      System.err.println(
          "awfar: %s cannot be read from %s: %s".formatted(topic, kafka, e.getMessage()));
      System.exit(2);
    }
  }

  private static void print(String kafka, String registry, String topic, boolean follow) {
    AvroDeserializer<Object> values = new AvroDeserializer<>();
    values.configure(Map.of(RegistrySettings.URL, registry), false);
    try (values;
        var consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers", kafka,
                    "isolation.level", "read_committed",
                    "default.api.timeout.ms", "15000"),
                new StringDeserializer(),
                values)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      if (partitions.isEmpty()) {
        System.err.println("There is no topic " + topic);
        System.exit(2);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (follow
          || ends.entrySet().stream()
              .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, Object> record : consumer.poll(POLL)) {
          System.out.println(record.value());
        }
      }
    }
  }
}
