package io.awfar.bench.micro;

import io.awfar.schemas.registry.SchemaRegistry;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A raw event of 600 bytes into Confluent's wire format and back.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets up.
public class AvroSerializerBenchmark {

  private static final String TOPIC = Topics.RAW_EVENTS.name();

  private AvroSerializer<RawEvent> serializer;
  private AvroDeserializer<RawEvent> deserializer;
  private RawEvent event;
  private byte[] bytes;

  /// Prepares an event and its bytes.
  @Setup
  public void setUp() {
    SchemaRegistry registry = new OneSchema(RawEvent.getClassSchema());
    serializer = new AvroSerializer<>(registry);
    deserializer = new AvroDeserializer<>(registry);
    event =
        RawEvent.newBuilder()
            .setIdentity(
                "m|106540352242922|wamid.HBgMMjAxMDAwMDAwMDAwFQIAERgSMEFGRjAwMTEyMjMzNDQ1NTY2AA==")
            .setKind(EventKind.MESSAGE)
            .setOwnerId(new UUID(1, 2))
            .setChannelId("106540352242922")
            .setBusinessAccountId("102290129340398")
            .setField("messages")
            .setReceivedAt(Instant.ofEpochMilli(1_760_000_000_000L))
            .setPayload(ByteBuffer.wrap(new byte[600]))
            .build();
    bytes = serialize();
  }

  @Benchmark
  public byte[] serialize() {
    return Objects.requireNonNull(serializer.serialize(TOPIC, event));
  }

  @Benchmark
  public @Nullable RawEvent deserialize() {
    return deserializer.deserialize(TOPIC, bytes);
  }

  private record OneSchema(Schema schema) implements SchemaRegistry {

    @Override
    public int register(String subject, Schema registered) {
      return 1;
    }

    @Override
    public int idOf(String subject, Schema known) {
      return 1;
    }

    @Override
    public Schema byId(int id) {
      return schema;
    }

    @Override
    public void close() {}
  }
}
