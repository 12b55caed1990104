package io.awfar.dedup.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The test driver commits after each record; with a broker, `KillIT` and `InstancesIT` show it.
class BeforeCommitTest {

  private static final String LOG = "log";

  private final List<String> done = new ArrayList<>();
  private final TopologyTestDriver driver = driver();
  private final TestInputTopic<String, String> in =
      driver.createInputTopic("in", Serdes.String().serializer(), Serdes.String().serializer());

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void workIsDoneOncePerCommitHoweverOftenItWasRequested() {
    in.pipeInput("key", "twice");
    assertThat(done).containsExactly("a");
    in.pipeInput("key", "twice");
    assertThat(done).containsExactly("a", "a");
  }

  @Test
  void noWorkIsDoneThatWasNotRequested() {
    in.pipeInput("key", "never");
    assertThat(done).isEmpty();
  }

  @Test
  void whatWorkPutsIntoAnotherStoreIsLoggedWithTheSameCommit() {
    in.pipeInput("key", "twice");
    assertThat(
            driver
                .createOutputTopic(
                    "before-commit-test-log-changelog",
                    Serdes.String().deserializer(),
                    Serdes.String().deserializer())
                .readKeyValuesToMap())
        .isEqualTo(Map.of("work", "a"));
  }

  @Test
  void processorsOfATaskHaveTheirWorkDoneSideBySide() {
    in.pipeInput("key", "both");
    assertThat(done).containsExactlyInAnyOrder("a", "b");
  }

  private TopologyTestDriver driver() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "before-commit-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams/" + UUID.randomUUID());
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    return new TopologyTestDriver(
        new Topology()
            .addSource("source", "in")
            .addProcessor("worker", Worker::new, "source")
            .addStateStore(BeforeCommit.store(), "worker")
            .addStateStore(
                Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(LOG), Serdes.String(), Serdes.String()),
                "worker"),
        properties);
  }

  private final class Worker extends ContextualProcessor<String, String, String, String> {

    private @Nullable BeforeCommit a;
    private @Nullable BeforeCommit b;

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      KeyValueStore<String, String> log = context.getStateStore(LOG);
      a =
          BeforeCommit.of(
              context,
              "a",
              () -> {
                done.add("a");
                log.put("work", "a");
              });
      b = BeforeCommit.of(context, "b", () -> done.add("b"));
    }

    @Override
    public void process(Record<String, String> record) {
      assertThat(done.size()).as("nothing is done before the commit").isLessThanOrEqualTo(1);
      switch (record.value()) {
        case "twice" -> {
          Objects.requireNonNull(a).request();
          Objects.requireNonNull(a).request();
        }
        case "both" -> {
          Objects.requireNonNull(a).request();
          Objects.requireNonNull(b).request();
        }
        default -> {}
      }
    }
  }
}
