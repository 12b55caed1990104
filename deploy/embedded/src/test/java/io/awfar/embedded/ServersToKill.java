package io.awfar.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// A process that stores something in Kafka and PostgreSQL, says so, and waits to be killed.
final class ServersToKill {

  static final String TOPIC = "kept";

  private ServersToKill() {}

  public static void main(String[] arguments) throws Exception {
    Path dir = Path.of(arguments[0]);
    int kafkaPort = Integer.parseInt(arguments[1]);
    int controllerPort = Integer.parseInt(arguments[2]);
    int postgresPort = Integer.parseInt(arguments[3]);
    EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), kafkaPort, controllerPort);
    EmbeddedPostgres postgres = EmbeddedPostgres.start(dir.resolve("postgres"), postgresPort);

    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(java.util.List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
    for (int i = 0; i < 100; i++) {
      producer.send(new ProducerRecord<>(TOPIC, "k", "v" + i)).get();
    }
    postgres.createDatabase("awfar");
    try (var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/awfar?user=%s".formatted(postgresPort, "awfar"));
        var statement = connection.createStatement()) {
      statement.execute("create table kept as select generate_series(1, 100) as n");
    }
    System.out.println("STORED");
    Thread.currentThread().join();
  }
}
