package io.awfar.dedup.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final Duration MEMORY = Duration.ofDays(8);

  /// The first instant of a window, so that the tests can stand on its edge.
  private static final Instant EDGE = Instant.ofEpochSecond(Duration.ofDays(4).toSeconds() * 5200);

  private final TopologyTestDriver driver = driver();
  private final TestInputTopic<String, String> in =
      driver.createInputTopic("in", Serdes.String().serializer(), Serdes.String().serializer());
  private final TestOutputTopic<String, String> out =
      driver.createOutputTopic(
          "out", Serdes.String().deserializer(), Serdes.String().deserializer());

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void anEventIsKnownForTheWholeMemoryWhereverInAWindowItCame() {
    for (int hours = 0; hours < 96; hours += 5) {
      Instant first = EDGE.plus(Duration.ofHours(hours));
      String event = "event " + hours;
      assertThat(firstSeen(event, first)).isTrue();
      assertThat(firstSeen(event, first.plus(Duration.ofHours(7 * 24 + 23)))).isFalse();
      assertThat(firstSeen(event, first.plus(MEMORY))).isFalse();
    }
  }

  @Test
  void anEventIsForgottenAfterTheMemoryAndHalfAsLongAgain() {
    assertThat(firstSeen("event", EDGE)).isTrue();
    assertThat(firstSeen("event", EDGE.plus(Duration.ofDays(12)).minusMillis(1))).isFalse();
    assertThat(firstSeen("event", EDGE.plus(Duration.ofDays(12)))).isTrue();
  }

  @Test
  void clocksThatDisagreeAtTheEdgeOfAWindowDoNotLetADuplicateThrough() {
    assertThat(firstSeen("event", EDGE.plusMillis(40))).isTrue();
    assertThat(firstSeen("event", EDGE.minusMillis(40))).isFalse();
    assertThat(firstSeen("event", EDGE.minus(Duration.ofDays(4)))).isFalse();
  }

  @Test
  void anEventThatComesLateByAWindowIsStillComparedWithAllOfItsMemory() {
    assertThat(firstSeen("old", EDGE)).isTrue();
    assertThat(firstSeen("head", EDGE.plus(Duration.ofDays(15)))).isTrue();
    assertThat(firstSeen("old", EDGE.plus(Duration.ofDays(8)))).isFalse();
    assertThat(firstSeen("late", EDGE.plus(Duration.ofDays(8)))).isTrue();
    assertThat(firstSeen("late", EDGE.plus(Duration.ofDays(15)))).isFalse();
  }

  @Test
  void thirtyDaysOfShuffledTrafficLetNoDuplicateThroughWithinTheMemory() {
    Random random = new Random(7);
    Map<String, Instant> firsts = new HashMap<>();
    List<String> known = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      // 30 days, each event up to an hour before or after its turn.
      Instant at = EDGE.plusSeconds(i * 130L + random.nextInt(7200) - 3600);
      boolean repeat = !known.isEmpty() && random.nextInt(4) == 0;
      String event = repeat ? known.get(random.nextInt(known.size())) : "event " + i;
      Instant first = firsts.get(event);
      boolean firstSeen = firstSeen(event, at);
      if (first == null) {
        assertThat(firstSeen).isTrue();
        firsts.put(event, at);
        known.add(event);
      } else if (!at.isAfter(first.plus(MEMORY))) {
        assertThat(firstSeen).as("%s at %s, first at %s", event, at, first).isFalse();
      } else if (firstSeen) {
        firsts.put(event, at);
      }
    }
  }

  @Test
  void fingerprintsAreTheSha256OfTheIdentityCutTo128Bits() {
    // printf abc | sha256sum
    assertThat(Fingerprint.of("abc"))
        .isEqualTo(new Fingerprint(0xba7816bf8f01cfeaL, 0x414140de5dae2223L));
    assertThat(Fingerprint.of("abc").bytes()).hasSize(16).startsWith(0xba, 0x78, 0x16);
  }

  private boolean firstSeen(String event, Instant at) {
    in.pipeInput("key", event, at);
    return Boolean.parseBoolean(out.readValue());
  }

  private static TopologyTestDriver driver() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "memory-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams/" + UUID.randomUUID());
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    Topology topology =
        new Topology()
            .addSource("source", "in")
            .addProcessor("ask", Ask::new, "source")
            .addStateStore(WindowedSeenEvents.store(MEMORY), "ask")
            .addSink("sink", "out", "ask");
    return new TopologyTestDriver(topology, properties);
  }

  private static final class Ask extends ContextualProcessor<String, String, String, String> {
    @Override
    public void process(Record<String, String> record) {
      SeenEvents seen =
          new WindowedSeenEvents(context().getStateStore(WindowedSeenEvents.STORE), MEMORY);
      boolean firstSeen =
          seen.firstSeen(Fingerprint.of(record.value()), Instant.ofEpochMilli(record.timestamp()));
      context().forward(record.withValue(Boolean.toString(firstSeen)));
    }
  }
}
