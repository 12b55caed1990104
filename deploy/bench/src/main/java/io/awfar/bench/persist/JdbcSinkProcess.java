package io.awfar.bench.persist;

import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What Kafka Connect's JDBC sink does in upsert mode: each poll one batched statement, rewritten
/// to multi-row inserts by the driver, then a commit, then the offsets.
///
/// It ends when its standard input does.
final class JdbcSinkProcess {

  static final String GROUP = "jdbc-sink";

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;
  private final String jdbcUrl;

  private JdbcSinkProcess(Map<String, Object> client, String jdbcUrl) {
    this.client = client;
    this.jdbcUrl = jdbcUrl;
  }

  /// @param arguments broker, registry, JDBC url, tasks per topic, records per batch
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            arguments[0],
            "schema.registry.url",
            arguments[1],
            "specific.avro.reader",
            true,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "max.poll.records",
            Integer.parseInt(arguments[4]),
            "max.partition.fetch.bytes",
            8 << 20,
            "group.id",
            GROUP);
    JdbcSinkProcess sink =
        new JdbcSinkProcess(client, arguments[2] + "&reWriteBatchedInserts=true");
    for (int task = 0; task < Integer.parseInt(arguments[3]); task++) {
      sink.start(Topics.MESSAGES, SinkTables.UPSERT_MESSAGE, SinkTables::bind);
      sink.start(Topics.STATUSES, SinkTables.UPSERT_STATUS, SinkTables::bind);
    }
    while (System.in.read() >= 0) {
      continue;
    }
    // As good as a kill: the tasks need not finish.
    Runtime.getRuntime().halt(0);
  }

  private interface Binding<V> {
    void bind(PreparedStatement statement, V value) throws SQLException;
  }

  private <V extends SpecificRecord> void start(Topic<V> topic, String upsert, Binding<V> binding) {
    Thread.ofPlatform()
        .name("task-" + topic.name())
        .start(() -> {
          try {
            run(topic, upsert, binding);
          } catch (SQLException | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
          }
        });
  }

  private <V extends SpecificRecord> void run(Topic<V> topic, String upsert, Binding<V> binding)
      throws SQLException {
    AvroDeserializer<V> deserializer = new AvroDeserializer<>();
    deserializer.configure(client, false);
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(upsert)) {
      connection.setAutoCommit(false);
      consumer.subscribe(List.of(topic.name()));
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          V value = deserializer.deserialize(topic.name(), record.value());
          binding.bind(statement, Objects.requireNonNull(value));
          statement.addBatch();
        }
        if (!records.isEmpty()) {
          var unused = statement.executeBatch();
          connection.commit();
          consumer.commitSync();
        }
      }
    }
  }
}
