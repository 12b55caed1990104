package io.awfar.schemas.serde;

import io.awfar.schemas.registry.HttpSchemaRegistry;
import io.awfar.schemas.registry.RegistrySettings;
import io.awfar.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Writes Avro records in Confluent's wire format; usable by class name in any Kafka client, from
/// many threads.
///
/// Settings: those of [RegistrySettings], and `auto.register.schemas` (default true): whether an
/// unknown schema is registered or refused. The subject is the topic's name and `-key` or `-value`.
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  private static final int BUFFER_BYTES_MAX = 1 << 20;

  private @Nullable SchemaRegistry registry;
  private String subjectSuffix = "-value";
  private boolean autoRegister = true;

  private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(Buffers::new);

  private static final class Buffers {
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private @Nullable BinaryEncoder encoder;
  }

  /// For a Kafka client, which calls `configure` next.
  public AvroSerializer() {}

  /// For a registry that the caller made; `configure` is not needed for values.
  public AvroSerializer(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    TrustedContracts.trust();
    subjectSuffix = isKey ? "-key" : "-value";
    Object register = configs.get("auto.register.schemas");
    autoRegister = register == null || Boolean.parseBoolean(register.toString());
    if (registry == null) {
      registry = new HttpSchemaRegistry(RegistrySettings.of(configs));
    }
  }

  /// @throws io.awfar.schemas.registry.SchemaRefusedException if the registry does not take the
  ///   record's schema
  /// @throws io.awfar.schemas.registry.SchemaRegistryUnavailableException if no registry answered
  ///   in time
  /// @throws SerializationException if the record does not fit its own schema
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T record) {
    if (record == null) {
      return null;
    }
    Schema schema = record.getSchema();
    int id = schemaId(topic + subjectSuffix, schema);
    Buffers mine = buffers.get();
    try {
      mine.bytes.reset();
      mine.bytes.write(WireFormat.MAGIC);
      mine.bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
      mine.encoder = EncoderFactory.get().directBinaryEncoder(mine.bytes, mine.encoder);
      new SpecificDatumWriter<T>(schema, dataOf(record)).write(record, mine.encoder);
      return mine.bytes.toByteArray();
    } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
      throw new SerializationException("A " + schema.getFullName() + " does not fit its schema", e);
    } finally {
      // One huge record must not leave every thread with a huge buffer.
      if (mine.bytes.size() > BUFFER_BYTES_MAX) {
        mine.bytes = new ByteArrayOutputStream(1024);
        mine.encoder = null;
      }
    }
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
  }

  private int schemaId(String subject, Schema schema) {
    SchemaRegistry known = Objects.requireNonNull(registry, "configure first");
    return autoRegister ? known.register(subject, schema) : known.idOf(subject, schema);
  }

  private static SpecificData dataOf(SpecificRecord record) {
    return SpecificData.getForClass(record.getClass());
  }
}
