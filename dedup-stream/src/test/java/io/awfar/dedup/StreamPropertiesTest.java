package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StreamPropertiesTest {

  private final DedupSettings settings =
      new Binder(new MapConfigurationPropertySource(Map.of()))
          .bindOrCreate("awfar.dedup", DedupSettings.class);

  @Test
  void noSettingLetsAFailureSkipARecord() {
    StreamsConfig config =
        config(
            Map.of(
                "deserialization.exception.handler",
                LogAndContinueExceptionHandler.class.getName(),
                "default.deserialization.exception.handler",
                LogAndContinueExceptionHandler.class.getName(),
                "processing.exception.handler",
                LogAndContinueProcessingExceptionHandler.class.getName(),
                "production.exception.handler",
                GoesOn.class.getName(),
                "default.production.exception.handler",
                GoesOn.class.getName()));
    assertThat(config.deserializationExceptionHandler())
        .isInstanceOf(LogAndFailExceptionHandler.class);
    assertThat(config.processingExceptionHandler())
        .isInstanceOf(LogAndFailProcessingExceptionHandler.class);
    assertThat(config.productionExceptionHandler())
        .isInstanceOf(DefaultProductionExceptionHandler.class);
  }

  @Test
  void aChangelogWithThreeReplicasTakesWritesWhenOneIsLost() {
    DedupSettings threeReplicas =
        new Binder(
                new MapConfigurationPropertySource(Map.of("awfar.dedup.replication-factor", "3")))
            .bindOrCreate("awfar.dedup", DedupSettings.class);
    assertThat(StreamProperties.of(threeReplicas, Map.of()))
        .containsEntry("topic.min.insync.replicas", 2);
    assertThat(StreamProperties.of(settings, Map.of()))
        .doesNotContainKey("topic.min.insync.replicas");
  }

  private StreamsConfig config(Map<String, Object> connection) {
    Map<String, Object> properties = StreamProperties.of(settings, connection);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0");
    return new StreamsConfig(properties);
  }

  private static final class GoesOn implements ProductionExceptionHandler {
    @Override
    public void configure(Map<String, ?> configs) {}
  }
}
