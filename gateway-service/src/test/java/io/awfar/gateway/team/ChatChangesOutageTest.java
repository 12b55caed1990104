package io.awfar.gateway.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.gateway.LogLines;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatChangesOutageTest {

  @TempDir private Path folder;

  @Test
  void whileKafkaIsAwayTeamsGoOnAndItIsToldInOrderWhenItIsBack() throws Exception {
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, controllerPort);
    try (ChangeGateway gateway = startOn(kafka.bootstrapServers())) {
      List<UUID> chats = List.of(gateway.chat(), gateway.chat());
      gateway.change(chats.getFirst(), "close");
      await().atMost(Duration.ofSeconds(20)).until(() -> gateway.waiting() == 0);

      kafka.close();
      gateway.change(chats.getFirst(), "reopen");
      gateway.change(chats.getFirst(), "close");
      gateway.change(chats.getLast(), "close");

      await().atMost(Duration.ofSeconds(20)).until(() -> gauge(gateway) == 3);
      assertThat(gateway.gateway().readinessStatus()).isEqualTo(200);
      assertThat(gateway.waiting()).isEqualTo(3);

      kafka = EmbeddedKafka.start(folder, port, controllerPort);
      await().atMost(Duration.ofSeconds(60)).until(() -> gateway.waiting() == 0);
      await().atMost(Duration.ofSeconds(20)).until(() -> gauge(gateway) == 0);

      // What nobody acknowledged may be there all the same.
      assertThat(
              gateway.told(chats.getFirst()).stream().map(r -> r.value().getVersion()).distinct())
          .containsExactly(1L, 2L, 3L);
      assertThat(gateway.told(chats.getFirst()).stream().map(r -> r.value().getVersion()))
          .isSorted();
    } finally {
      kafka.close();
    }
  }

  @Test
  void anOutageOfKafkaIsOneLineWhenItBeginsAndOneWhenItIsOver() throws Exception {
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, controllerPort);
    try (ChangeGateway gateway = startOn(kafka.bootstrapServers());
        LogLines lines = LogLines.of(ChangePublisher.class.getName(), Level.DEBUG)) {
      UUID chat = gateway.chat();
      gateway.change(chat, "close");
      await().atMost(Duration.ofSeconds(20)).until(() -> gateway.waiting() == 0);

      kafka.close();
      gateway.change(chat, "reopen");
      await().atMost(Duration.ofSeconds(20)).until(() -> at(Level.DEBUG, lines).size() >= 3);

      kafka = EmbeddedKafka.start(folder, port, controllerPort);
      await().atMost(Duration.ofSeconds(60)).until(() -> !at(Level.INFO, lines).isEmpty());

      assertThat(at(Level.WARN, lines))
          .singleElement()
          .asString()
          .isEqualTo("Changes of chats wait: org.apache.kafka.common.errors.TimeoutException");
      assertThat(at(Level.INFO, lines))
          .singleElement()
          .asString()
          .matches("Changes of chats wait no longer, after \\d+ s");
    } finally {
      kafka.close();
    }
  }

  @Test
  void aRegistryThatDoesNotAnswerIsAnOutage() throws Exception {
    // Connections are taken, by the system, and nothing is read from them.
    try (ServerSocket silent = new ServerSocket(0);
        ChangeGateway gateway =
            startOn(
                TestKafka.bootstrapServers(),
                "AWFAR_SCHEMA_REGISTRY_URL=http://localhost:" + silent.getLocalPort());
        LogLines lines = LogLines.of(ChangePublisher.class.getName(), Level.DEBUG)) {
      gateway.change(gateway.chat(), "close");

      // Kafka itself may be slow, too, and be named first.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              lines.texts().stream()
                  .anyMatch(line -> line.endsWith("wait: java.util.concurrent.TimeoutException")));
      assertThat(at(Level.WARN, lines)).hasSize(1);
      assertThat(gateway.waiting()).isEqualTo(1);
    }
  }

  @Test
  void anOutageWhileNothingWaitsIsNoneOfChanges() {
    TestPostgres.Database database = TestPostgres.create();
    try (ChangeGateway _ = ChangeGateway.startOn(database, TestKafka.bootstrapServers());
        LogLines lines = LogLines.of(ChangePublisher.class.getName(), Level.DEBUG)) {
      Sql.run(database, "alter table chat_change_outbox rename to gone");

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              at(Level.DEBUG, lines).stream().anyMatch(line -> line.endsWith("GrammarException")));
      assertThat(at(Level.WARN, lines)).isEmpty();
    }
  }

  /// A gateway that does not wait long for Kafka, nor for the registry.
  private static ChangeGateway startOn(String bootstrapServers, String... more) {
    return ChangeGateway.startOn(
        TestPostgres.create(),
        bootstrapServers,
        Stream.concat(Stream.of("AWFAR_GATEWAY_CHAT_CHANGES_WRITE_TIME_MAX=2s"), Stream.of(more))
            .toArray(String[]::new));
  }

  private static List<String> at(Level level, LogLines lines) {
    return lines.events().stream()
        .filter(event -> event.getLevel().equals(level))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static double gauge(ChangeGateway gateway) {
    return gateway
        .gateway()
        .bean(MeterRegistry.class)
        .get("awfar.gateway.chat-changes.waiting")
        .gauge()
        .value();
  }
}
