package io.awfar.media;

import static org.awaitility.Awaitility.await;

import io.awfar.media.lane.Lane;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topics around the service: what goes in and all that came out, from their beginning.
public final class TestTopics implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          lingering(RunningService.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
  private final AvroSerializer<Message> messages = new AvroSerializer<>();
  private final AvroDeserializer<Object> records = new AvroDeserializer<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

  private static Map<String, Object> lingering(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("linger.ms", 100);
    return all;
  }

  private TestTopics(String isolation) {
    messages.configure(RunningService.kafka(), false);
    records.configure(RunningService.kafka(), false);
    Map<String, Object> settings = new HashMap<>(RunningService.kafka());
    settings.put("isolation.level", isolation);
    settings.put("auto.offset.reset", "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    List<String> names =
        new ArrayList<>(
            List.of(Topics.MEDIA.name(), Topics.FILES.name(), Topics.DEAD_LETTERS.name()));
    Lane.ASIDE.forEach(lane -> names.add(lane.topic().name()));
    for (String topic : names) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
  }

  /// The service must have made the topics.
  public static TestTopics committed() {
    return new TestTopics("read_committed");
  }

  public static TestTopics uncommitted() {
    return new TestTopics("read_uncommitted");
  }

  /// Those of one chat arrive in one batch.
  public void send(Message... all) {
    for (Message message : all) {
      send(message.getWaChatId(), messages.serialize(Topics.MESSAGES.name(), message));
    }
    producer.flush();
  }

  public void sendBytes(String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(Topics.MESSAGES.name(), key.getBytes(StandardCharsets.UTF_8), value));
    producer.flush();
  }

  /// Waits for the event of a message and returns it.
  public MediaEvent eventOf(Message message) {
    await().atMost(LONG).until(() -> !eventsOf(message.getMessageId()).isEmpty());
    return eventsOf(message.getMessageId()).getFirst();
  }

  /// All events of a message that are there now.
  public List<MediaEvent> eventsOf(UUID messageId) {
    poll();
    return seen.stream()
        .filter(record -> record.topic().equals(Topics.MEDIA.name()))
        .map(record -> (MediaEvent) records.deserialize(record.topic(), record.value()))
        .filter(event -> event.getMessageId().equals(messageId))
        .toList();
  }

  /// The lanes that a message was handed to so far and why, such as `retry-1 hash-mismatch`, in the
  /// order of its way.
  public List<String> laneVisitsOf(Message message) {
    poll();
    return seen.stream()
        .filter(record -> lanesOf(record.topic()).findAny().isPresent())
        .filter(record ->
            message
                .getMessageId()
                .equals(
                    ((Message) records.deserialize(record.topic(), record.value())).getMessageId()))
        .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
        .map(record ->
            lanesOf(record.topic()).findFirst().orElseThrow()
                + " "
                + new String(
                    record.headers().lastHeader("awfar-media-reason").value(),
                    StandardCharsets.UTF_8))
        .toList();
  }

  private static Stream<String> lanesOf(String topic) {
    return Lane.ASIDE.stream().filter(lane -> lane.topic().name().equals(topic)).map(Lane::code);
  }

  /// All events of files of a workspace that are there now, in order for each file.
  public List<FileEvent> fileEventsOf(UUID ownerId) {
    poll();
    return seen.stream()
        .filter(record -> record.topic().equals(Topics.FILES.name()))
        .map(record -> (FileEvent) records.deserialize(record.topic(), record.value()))
        .filter(event -> event.getOwnerId().equals(ownerId))
        .toList();
  }

  public String keyOf(MediaEvent event) {
    return seen.stream()
        .filter(record -> record.topic().equals(Topics.MEDIA.name()))
        .filter(record -> event.equals(records.deserialize(record.topic(), record.value())))
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  /// Waits for the dead letter of a key and returns it.
  public DeadLetter deadLetterOf(String key) {
    await().atMost(LONG).until(() -> !deadLettersOf(key).isEmpty());
    return deadLettersOf(key).getFirst();
  }

  public List<DeadLetter> deadLettersOf(String key) {
    poll();
    return seen.stream()
        .filter(record -> record.topic().equals(Topics.DEAD_LETTERS.name()))
        .filter(record -> key.equals(new String(record.key(), StandardCharsets.UTF_8)))
        .map(record -> (DeadLetter) records.deserialize(record.topic(), record.value()))
        .toList();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
    messages.close();
    records.close();
  }

  private void send(String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(Topics.MESSAGES.name(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  private void poll() {
    consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
  }
}
