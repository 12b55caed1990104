package io.awfar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivalIT {

  @TempDir Path dir;

  @Test
  void whatWasAcknowledgedSurvivesAKillAndTheNextStartGoesOnWithIt() throws Exception {
    int kafkaPort = FreePorts.next();
    int controllerPort = FreePorts.next();
    int postgresPort = FreePorts.next();
    Process process = start(kafkaPort, controllerPort, postgresPort);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines().anyMatch("STORED"::equals)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(dir.resolve("kafka"), kafkaPort, controllerPort)) {
      assertThat(recordsOf(kafka)).isEqualTo(100);
    }
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(dir.resolve("postgres"), postgresPort)) {
      assertThat(rowsOf(postgres)).isEqualTo(100);
    }
  }

  @Test
  void aPortInUseIsNamedAndEndsNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> EmbeddedKafka.start(dir, port, FreePorts.next()))
          .isInstanceOf(PortInUseException.class)
          .hasMessage("Kafka cannot start: port %d is in use.", port);
      assertThatThrownBy(() -> EmbeddedPostgres.start(dir, port))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining(Integer.toString(port));
      assertThatThrownBy(() -> EmbeddedS3.start(dir, port, "a", "b"))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining(Integer.toString(port));
    }
  }

  private Process start(int... ports) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ServersToKill.class.getName(),
            dir.toString(),
            Integer.toString(ports[0]),
            Integer.toString(ports[1]),
            Integer.toString(ports[2]))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int recordsOf(EmbeddedKafka kafka) {
    TopicPartition partition = new TopicPartition(ServersToKill.TOPIC, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      int records = 0;
      Instant deadline = Instant.now().plusSeconds(20);
      while (records < 100 && Instant.now().isBefore(deadline)) {
        records += consumer.poll(Duration.ofMillis(200)).count();
      }
      return records;
    }
  }

  private static int rowsOf(EmbeddedPostgres postgres) throws Exception {
    try (var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/awfar?user=awfar".formatted(postgres.port()));
        var rows = connection.createStatement().executeQuery("select count(*) from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
