package io.awfar.bench.dedup;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The records that all contenders read: of a hundred, ten repeat one of the last hundred events
/// and five one of the last two million.
final class Input {

  static final String TOPIC = "bench-input";

  private static final double NEAR_SHARE = 0.10;
  private static final double FAR_SHARE = 0.05;
  private static final int NEAR = 100;
  private static final int FAR = 2_000_000;
  private static final int CHATS = 100_000;

  private final String bootstrapServers;
  private final int recordBytes;
  private final Duration step;
  private final SplittableRandom random = new SplittableRandom(7);
  private Instant time;
  private long records;
  private long events;

  /// @param step from a record to the next, in event time
  Input(String bootstrapServers, int recordBytes, Instant first, Duration step) {
    this.bootstrapServers = bootstrapServers;
    this.recordBytes = recordBytes;
    this.time = first;
    this.step = step;
  }

  /// Records so far.
  long records() {
    return records;
  }

  /// Different events so far, numbered from 0.
  long events() {
    return events;
  }

  /// Appends records until so many different events were written.
  void loadUntil(long differentEvents) {
    while (events < differentEvents) {
      // Fifteen of a hundred records add none.
      load(Math.max(1, differentEvents - events));
    }
  }

  /// Appends records to the topic and returns when they are acknowledged.
  void load(long more) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long i = 0; i < more; i++) {
        long event = next();
        var unused =
            producer.send(
                new ProducerRecord<>(
                    TOPIC,
                    null,
                    time.toEpochMilli(),
                    SampleRecord.key(event, CHATS),
                    SampleRecord.value(event, recordBytes)),
                (metadata, failure) -> {
                  if (failure != null) {
                    throw new IllegalStateException("The input was not written", failure);
                  }
                });
        time = time.plus(step);
        records++;
      }
      producer.flush();
    }
  }

  private long next() {
    double draw = random.nextDouble();
    if (events > 0 && draw < NEAR_SHARE) {
      return events - 1 - random.nextLong(Math.min(events, NEAR));
    }
    if (events > 0 && draw < NEAR_SHARE + FAR_SHARE) {
      return events - 1 - random.nextLong(Math.min(events, FAR));
    }
    return events++;
  }
}
