package io.awfar.bench.dedup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/// The stream around a contender: bytes in, the contender's step, bytes out, exactly once.
///
/// @param application names its consumer group, internal topics and output
/// @param stateFolder where its stores are
/// @param memory how long an event is known
record EventStream(
    String bootstrapServers,
    String contender,
    String application,
    Path stateFolder,
    int commitMillis,
    int threads,
    Duration memory) {

  private static final int BATCH_BYTES = 128 << 10;

  /// The topic that this application writes to.
  static String output(String application) {
    return "clean-" + application;
  }

  static EventStream of(String... arguments) {
    return new EventStream(
        arguments[0],
        arguments[1],
        arguments[2],
        Path.of(arguments[3]),
        Integer.parseInt(arguments[4]),
        Integer.parseInt(arguments[5]),
        Duration.parse(arguments[6]));
  }

  String[] arguments() {
    return new String[] {
      bootstrapServers,
      contender,
      application,
      stateFolder.toString(),
      Integer.toString(commitMillis),
      Integer.toString(threads),
      memory.toString()
    };
  }

  /// @param processed is told of each record
  KafkaStreams build(Contender contender, Runnable processed) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.<byte[], byte[]>stream(Input.TOPIC)
        .process(new CountedStep(contender.step(), processed))
        .to(output(application));
    Topology topology = builder.build();
    KafkaStreams streams = new KafkaStreams(topology, new StreamsConfig(settings()));
    streams.setUncaughtExceptionHandler(failure -> {
      failure.printStackTrace();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    });
    return streams;
  }

  /// Exactly once, commits and the producer's batches are as dedup-stream sets them. It also has a
  /// fetch wait for 64 KiB, for up to 25 ms. Here no contender does, which makes no difference to
  /// them, for they read what is there already.
  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }
}
