package io.awfar.persistence.batch;

import io.awfar.persistence.PersistenceSettings;
import io.awfar.persistence.count.RowCounts;
import io.awfar.persistence.count.StoredRows;
import io.awfar.schemas.topic.Topic;
import io.awfar.testservers.TestPostgres;
import io.awfar.whatsapp.DeadLetter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.unit.DataSize;

/// The service without Kafka: batches go in, rows can be looked at.
public final class TestRows implements AutoCloseable {

  public static final List<String> TABLES =
      List.of(
          "contacts",
          "chats",
          "messages",
          "message_statuses",
          "channel_events",
          "media",
          "suppressed_events",
          "contact_links",
          "contact_aliases",
          "contact_chats",
          "chat_aliases",
          "chat_reads",
          "sends",
          "files");

  static final int CONNECTIONS = 8;

  static PersistenceSettings settings(String instanceId) {
    return settings(instanceId, Duration.ofSeconds(60));
  }

  private static PersistenceSettings settings(String instanceId, Duration transactionTimeMax) {
    return new PersistenceSettings(
        instanceId,
        1,
        2000,
        200_000,
        DataSize.ofMegabytes(8),
        transactionTimeMax,
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(10),
        (short) -1,
        "unused");
  }

  private final TestPostgres.Database database;
  private final PersistenceSettings settings;
  private final ConnectionPool pool;
  private final AnnotationConfigApplicationContext context;

  /// What became of a batch.
  public record Outcome(long inserted, long suppressed, long repeated, List<Rejected> rejected) {}

  private TestRows(TestPostgres.Database database, PersistenceSettings settings) {
    this.database = database;
    this.settings = settings;
    this.pool = pool(database, settings);
    this.context = new AnnotationConfigApplicationContext();
    context.registerBean(ConnectionFactory.class, () -> pool);
    for (String name : List.of("contact", "message", "status", "event", "media", "file", "count")) {
      context.scan("io.awfar.persistence." + name);
    }
    context.refresh();
  }

  public static TestRows create() {
    return create(Duration.ofSeconds(30));
  }

  public static TestRows create(Duration transactionTimeMax) {
    TestPostgres.Database database = TestPostgres.create();
    Flyway.configure()
        .dataSource(database.jdbcUrl(), null, null)
        .locations("classpath:db/persistence", "classpath:db/search/on")
        .load()
        .migrate();
    return new TestRows(database, settings("", transactionTimeMax));
  }

  /// Adds what gateway-service keeps about chats, by its own functions.
  public void follow() {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), null, null)
        .locations("filesystem:../gateway-service/src/main/resources/db/gateway")
        .table("gateway_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  /// Another instance of the service, with the same rows.
  public TestRows another() {
    return new TestRows(database, settings);
  }

  private static ConnectionPool pool(TestPostgres.Database database, PersistenceSettings settings) {
    ConnectionFactoryOptions.Builder options =
        ConnectionFactoryOptions.builder()
            .option(ConnectionFactoryOptions.DRIVER, "postgresql")
            .option(ConnectionFactoryOptions.HOST, database.host())
            .option(ConnectionFactoryOptions.PORT, database.port())
            .option(ConnectionFactoryOptions.DATABASE, database.database())
            .option(ConnectionFactoryOptions.USER, database.user())
            .option(ConnectionFactoryOptions.PASSWORD, database.password());
    new Connections().sessions(settings).customize(options);
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(ConnectionFactories.get(options.build()))
            .initialSize(0)
            .maxSize(CONNECTIONS)
            .maxAcquireTime(Duration.ofSeconds(5))
            .build());
  }

  /// Writes these as one batch of partition 0.
  @SafeVarargs
  public final <V extends SpecificRecord> Outcome write(Topic<V> topic, V... records) {
    return write(topic, 0, List.of(records));
  }

  public <V extends SpecificRecord> Outcome write(Topic<V> topic, int partition, List<V> records) {
    List<Written> written = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    List<Incoming<V>> batch = new ArrayList<>();
    for (V record : records) {
      batch.add(
          new Incoming<>(
              new ConsumerRecord<>(topic.name(), partition, batch.size(), null, null), record));
    }
    new BatchWriter<>(store(topic), new RowCounts(), new Transactions(pool, settings))
        .write(batch, written::add, rejected::add);
    return new Outcome(
        written.stream().mapToLong(Written::inserted).sum(),
        written.stream().mapToLong(Written::suppressed).sum(),
        written.stream().mapToLong(Written::repeated).sum(),
        rejected);
  }

  /// Writes these polls as one backlog.
  public <V extends SpecificRecord> Written append(Topic<V> topic, List<List<V>> polls) {
    return append(topic, polls, new TransactionSize(1, settings.transactionRecordsMax()));
  }

  <V extends SpecificRecord> Written append(
      Topic<V> topic, List<List<V>> polls, TransactionSize size) {
    return append(topic, polls, size, Backlog.PENDING_MAX);
  }

  <V extends SpecificRecord> Written append(
      Topic<V> topic, List<List<V>> polls, TransactionSize size, int pendingMax) {
    return new Backlog<>(
            store(topic),
            new RowCounts(),
            new Transactions(pool, settings),
            size,
            settings.transactionTimeMax(),
            pendingMax)
        .write(polls.iterator(), 0);
  }

  /// The listener of a topic, whose dead letters go to this producer.
  <V extends SpecificRecord> BatchConsumer<V> consumer(
      Topic<V> topic,
      int pollRecordsMax,
      Deserializer<V> decoder,
      Producer<byte[], DeadLetter> letters) {
    RowCounts counts = new RowCounts();
    Transactions transactions = new Transactions(pool, settings);
    return new BatchConsumer<>(
        pollRecordsMax,
        () -> true,
        new RecordDecoder<>(decoder, topic.valueType()),
        new Backlog<>(
            store(topic),
            counts,
            transactions,
            new TransactionSize(pollRecordsMax, settings.transactionRecordsMax()),
            settings.transactionTimeMax(),
            Backlog.PENDING_MAX),
        new BatchWriter<>(store(topic), counts, transactions),
        new DeadLetters(new KafkaTemplate<>(() -> letters), settings),
        new BatchMetrics(new SimpleMeterRegistry(), topic.name()),
        new WaitingConsumers());
  }

  @SuppressWarnings("unchecked")
  private <V extends SpecificRecord> RowStore<V> store(Topic<V> topic) {
    return context.getBeansOfType(RowStore.class).values().stream()
        .filter(store -> store.topic().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  /// A JDBC connection of its own.
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl());
  }

  public StoredRows.Counts counts() {
    return context.getBean(StoredRows.class).counts().block();
  }

  /// The rows of a query, columns as text.
  public List<Map<String, String>> query(String sql) {
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var rows = connection.createStatement().executeQuery(sql)) {
      List<Map<String, String>> found = new ArrayList<>();
      while (rows.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnLabel(i), rows.getString(i));
        }
        found.add(row);
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The one value of a query of one row and one column.
  public String value(String sql) {
    return query(sql).getFirst().values().iterator().next();
  }

  /// All rows of all tables, each table in a fixed order.
  public Map<String, List<Map<String, String>>> dump() {
    Map<String, List<Map<String, String>>> dump = new LinkedHashMap<>();
    for (String table : TABLES) {
      dump.put(table, query("select * from " + table + " t order by t::text collate \"C\""));
    }
    return dump;
  }

  @Override
  public void close() {
    context.close();
    pool.dispose();
  }
}
