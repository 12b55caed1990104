package io.awfar.schemas.serde;

import io.awfar.schemas.registry.HttpSchemaRegistry;
import io.awfar.schemas.registry.RegistrySettings;
import io.awfar.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads Avro records in Confluent's wire format; usable by class name in any Kafka client, from
/// many threads.
///
/// A record whose generated class is on the class path comes as that class, brought to the class's
/// schema; any other comes as a generic record. Settings: those of [RegistrySettings].
public final class AvroDeserializer<T> implements Deserializer<T> {

  private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
  private final ThreadLocal<@Nullable BinaryDecoder> decoders = new ThreadLocal<>();
  private @Nullable SchemaRegistry registry;

  /// For a Kafka client, which calls `configure` next.
  public AvroDeserializer() {}

  /// For a registry that the caller made; `configure` is not needed.
  public AvroDeserializer(SchemaRegistry registry) {
    TrustedContracts.trust();
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    TrustedContracts.trust();
    if (registry == null) {
      registry = new HttpSchemaRegistry(RegistrySettings.of(configs));
    }
  }

  /// @throws SerializationException if the bytes are not such a record: dead-letter it
  /// @throws io.awfar.schemas.registry.SchemaRegistryUnavailableException if the registry does not
  ///   let that be told: try again
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    int id = WireFormat.schemaId(bytes);
    DatumReader<T> reader = reader(id);
    try {
      BinaryDecoder decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  bytes,
                  WireFormat.HEADER_BYTES,
                  bytes.length - WireFormat.HEADER_BYTES,
                  decoders.get());
      decoders.set(decoder);
      T record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new SerializationException("Bytes are left behind the record of schema id " + id);
      }
      return record;
    } catch (SerializationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Avro answers broken bytes with many kinds of exception, down to NumberFormatException.
      throw new SerializationException("Not a record of schema id " + id, e);
    }
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
  }

  /// A schema that is known must not wait for one that is asked for.
  private DatumReader<T> reader(int id) {
    DatumReader<T> known = readers.get(id);
    return known != null ? known : readers.computeIfAbsent(id, this::readerOf);
  }

  private DatumReader<T> readerOf(int id) {
    Schema written = Objects.requireNonNull(registry, "configure first").byId(id);
    Class<?> type = classOf(written);
    if (type == null || written.getType() != Schema.Type.RECORD) {
      return new GenericDatumReader<>(written);
    }
    SpecificData data = SpecificData.getForClass(type);
    return new SpecificDatumReader<>(written, data.getSchema(type), data);
  }

  /// Whoever writes a schema may name any class in it. One that exists and is not ours is refused
  /// by [TrustedContracts], and the record with it.
  private static @Nullable Class<?> classOf(Schema written) {
    try {
      return SpecificData.get().getClass(written);
    } catch (SecurityException e) {
      throw new SerializationException("A record names a class that is not trusted", e);
    }
  }
}
