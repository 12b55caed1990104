package io.awfar.dedup.topology;

import io.awfar.dedup.KnownSchemas;
import io.awfar.dedup.count.Outcome;
import io.awfar.dedup.count.Tally;
import io.awfar.dedup.seen.SeenMemory;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.RawEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.test.TestRecord;

/// The topology without a broker: raw events in, clean records out.
final class DedupDriver implements AutoCloseable {

  static final Duration MEMORY = Duration.ofDays(8);

  final KnownSchemas registry = new KnownSchemas();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> raw;

  DedupDriver() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dedup-stream-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams/" + UUID.randomUUID());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    driver =
        new TopologyTestDriver(
            new DedupTopology(
                    new AvroDeserializer<>(registry), serializer, new SeenMemory(1 << 30), MEMORY)
                .build(),
            properties);
    raw =
        driver.createInputTopic(
            Topics.RAW_EVENTS.name(), new StringSerializer(), new ByteArraySerializer());
  }

  void send(RawEvent event) {
    send(key(event), event);
  }

  void send(String key, RawEvent event) {
    sendBytes(key, encoded(event), event.getReceivedAt());
  }

  void sendBytes(String key, byte[] value, Instant timestamp) {
    raw.pipeInput(key, value, timestamp);
  }

  void sendRecord(TestRecord<String, byte[]> record) {
    raw.pipeInput(record);
  }

  void resend(RawEvent event, String letter) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Deduplicate.RESENT_HEADER, letter.getBytes(StandardCharsets.UTF_8));
    raw.pipeInput(new TestRecord<>(key(event), encoded(event), headers, event.getReceivedAt()));
  }

  byte[] encoded(RawEvent event) {
    return serializer.serialize(Topics.RAW_EVENTS.name(), event);
  }

  List<TestRecord<String, Message>> messages() {
    return read(Topics.MESSAGES);
  }

  List<TestRecord<String, MessageStatus>> statuses() {
    return read(Topics.STATUSES);
  }

  List<TestRecord<String, ChannelEvent>> channelEvents() {
    return read(Topics.CHANNEL_EVENTS);
  }

  List<TestRecord<String, DeadLetter>> deadLetters() {
    return read(Topics.DEAD_LETTERS);
  }

  long count(Outcome outcome) {
    Long count = driver.<String, Long>getKeyValueStore(Tally.STORE).get(outcome.label());
    return count == null ? 0 : count;
  }

  Collection<StateStore> stores() {
    return driver.getAllStateStores().values();
  }

  static String key(RawEvent event) {
    return ChatKey.of(event.getChannelId(), "201001234567");
  }

  @Override
  public void close() {
    driver.close();
  }

  private <V extends SpecificRecord> List<TestRecord<String, V>> read(Topic<V> topic) {
    return driver
        .createOutputTopic(
            topic.name(), new StringDeserializer(), new AvroDeserializer<V>(registry))
        .readRecordsToList();
  }
}
