package io.awfar.dedup.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
class OffsetsRetentionIT {

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    logger().setLevel(Level.INFO);
    logged.start();
    logger().addAppender(logged);
  }

  @AfterEach
  void close() {
    logger().detachAppender(logged);
    logger().setLevel(null);
  }

  @Test
  void ourOwnBrokerKeepsOffsetsAsLongAsTheRawTopic() throws Exception {
    askBroker(Map.of());

    assertThat(logged.list).isEmpty();
  }

  @Test
  void aBrokerThatKeepsOffsetsForLessLongIsWarnedOf() throws Exception {
    askBroker(Map.of("offsets.retention.minutes", "10080"));

    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains("168 hours (offsets.retention.minutes)")
        .contains("kept for 720 hours");
  }

  private void askBroker(Map<String, String> settings) throws Exception {
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(folder, FreePorts.next(), FreePorts.next(), settings)) {
      Map<String, Object> configs = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (Admin admin = Admin.create(configs)) {
        admin.createTopics(List.of(Topics.RAW_EVENTS.newTopic((short) 1))).all().get();
      }
      new OffsetsRetention(configs).warnIfShorterThan(Topics.RAW_EVENTS.name());
    }
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(OffsetsRetention.class);
  }
}
