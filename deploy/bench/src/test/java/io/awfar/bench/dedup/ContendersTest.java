package io.awfar.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.count.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That the rivals do the same work, so that comparing them is fair.
class ContendersTest {

  private static final List<Long> EVENTS = List.of(1L, 2L, 1L, 3L, 2L, 1L, 4L);

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMillis(120);
  private static final Instant END = START.plus(STEP.multipliedBy(EVENTS.size()));

  @TempDir Path state;
  private final Map<String, Long> counts = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {Contenders.CONFLUENT, Contenders.AWFAR})
  void deduplicationForwardsEachEventOnce(String contender) {
    assertThat(forwarded(contender)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void thePassThroughForwardsAll() {
    assertThat(forwarded(Contenders.PASS_THROUGH)).isEqualTo(EVENTS);
  }

  @Test
  void awfarCountsWhatItDoesAndKeepsItsPlaceAsDedupStreamDoes() {
    assertThat(forwarded(Contenders.AWFAR)).hasSize(4);

    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "received",
                7L,
                "published",
                4L,
                "duplicates",
                3L,
                "last-offset",
                6L,
                "last-time",
                END.toEpochMilli()));
  }

  private List<Long> forwarded(String contender) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .process(Contenders.named(contender, Duration.ofDays(8)).step())
        .to("out", Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), settings, START)) {
      ByteArraySerializer bytes = new ByteArraySerializer();
      TestInputTopic<byte[], byte[]> input = driver.createInputTopic("in", bytes, bytes);
      Instant time = START;
      for (long event : EVENTS) {
        time = time.plus(STEP);
        input.pipeInput(SampleRecord.key(event, 10), SampleRecord.value(event, 600), time);
      }
      if (driver.getAllStateStores().containsKey(Tally.STORE)) {
        driver
            .<String, Long>getKeyValueStore(Tally.STORE)
            .all()
            .forEachRemaining(count -> counts.put(count.key, count.value));
      }
      return driver
          .createOutputTopic("out", new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .readValuesToList()
          .stream()
          .map(SampleRecord::ordinal)
          .toList();
    }
  }
}
