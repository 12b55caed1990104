package io.awfar.dedup.seen;

import io.awfar.dedup.store.BeforeCommit;
import io.awfar.dedup.store.InnermostStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// The memory of one partition without a broker: asks for events, and hands its changelog over.
final class SeenEventsDriver implements AutoCloseable {

  private static final String APPLICATION = "memory-test";

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, String> in;
  private final TestOutputTopic<String, String> out;
  private final String changelog;

  SeenEventsDriver(SeenMemory seenMemory, Duration memory) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams/" + UUID.randomUUID());
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    Topology topology =
        new Topology()
            .addSource("source", "in")
            .addProcessor("ask", Ask::new, "source")
            .addStateStore(SeenEventsLog.store(seenMemory, memory), "ask")
            .addStateStore(BeforeCommit.store(), "ask")
            .addSink("sink", "out", "ask");
    driver = new TopologyTestDriver(topology, properties);
    in = driver.createInputTopic("in", Serdes.String().serializer(), Serdes.String().serializer());
    out =
        driver.createOutputTopic(
            "out", Serdes.String().deserializer(), Serdes.String().deserializer());
    changelog = new SeenEventsTopic(APPLICATION, memory).name();
  }

  boolean firstSeen(String event, Instant at) {
    in.pipeInput("key", event, at);
    return Boolean.parseBoolean(out.readValue());
  }

  /// What was logged since this was last asked.
  List<KeyValue<byte[], byte[]>> changelog() {
    return driver.producedTopicNames().contains(changelog)
        ? driver
            .createOutputTopic(changelog, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readKeyValuesToList()
        : List.of();
  }

  void restore(List<KeyValue<byte[], byte[]>> changelog) {
    InnermostStore.innermost(driver.getKeyValueStore(SeenEventsLog.STORE), SeenEventsStore.class)
        .restore(changelog);
  }

  @Override
  public void close() {
    driver.close();
  }

  private static final class Ask extends ContextualProcessor<String, String, String, String> {

    private final Fingerprints fingerprints = new Fingerprints();
    private @Nullable SeenEvents seen;

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      seen = new SeenEventsLog(context);
    }

    @Override
    public void process(Record<String, String> record) {
      boolean firstSeen =
          Objects.requireNonNull(seen)
              .firstSeen(fingerprints.of(record.value()), Instant.ofEpochMilli(record.timestamp()));
      context().forward(record.withValue(Boolean.toString(firstSeen)));
    }
  }
}
