package io.awfar.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.schemas.contract.Example;
import io.awfar.schemas.registry.SchemaRegistry;
import io.awfar.schemas.registry.UnknownSchemaException;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {

  private static final String TOPIC = "cats";

  private final MapRegistry registry = new MapRegistry();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final AvroDeserializer<Object> deserializer = new AvroDeserializer<>(registry);

  static List<SpecificRecordBase> examples() {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyContractComesBackAsItWent(SpecificRecordBase example) {
    byte[] bytes = serializer.serialize(TOPIC, example);

    assertThat(deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(example.getClass())
        .isEqualTo(example);
  }

  @Test
  void theBytesBeginWithZeroAndTheSchemaId() {
    byte[] bytes = serializer.serialize(TOPIC, Example.message());

    assertThat(bytes[0]).isZero();
    assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt())
        .isEqualTo(registry.idOf("cats-value", Example.message().getSchema()));
  }

  @Test
  void nothingStaysNothing() {
    assertThat(serializer.serialize(TOPIC, null)).isNull();
    assertThat(deserializer.deserialize(TOPIC, null)).isNull();
  }

  @Test
  void aRecordWithoutAClassComesAsAGenericOne() throws Exception {
    Schema cat = SchemaBuilder.record("Cat").fields().requiredString("name").endRecord();
    GenericRecord tom = new GenericRecordBuilder(cat).set("name", "Tom").build();

    Object read = deserializer.deserialize(TOPIC, Wire.bytes(registry.register("s", cat), tom));

    assertThat(read).isInstanceOf(GenericRecord.class);
    assertThat(((GenericRecord) read).get("name")).hasToString("Tom");
  }

  @Test
  void aRecordThatNamesAClassWhichIsNotOursIsRefused() throws Exception {
    Schema foreign = SchemaBuilder.record("java.lang.ProcessBuilder").fields().endRecord();
    GenericRecord none = new GenericRecordBuilder(foreign).build();
    byte[] bytes = Wire.bytes(registry.register("s", foreign), none);

    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void aRecordOfALaterVersionIsBroughtToOurs() throws Exception {
    Schema later = Wire.withExtraFieldAndSymbol(Example.mediaEvent().getSchema());
    GenericRecord written = Wire.copy(Example.mediaEvent(), later);
    written.put("outcome", Wire.symbol(later.getField("outcome").schema(), "QUARANTINED"));

    Object read =
        deserializer.deserialize(TOPIC, Wire.bytes(registry.register("s", later), written));

    assertThat(read)
        .isInstanceOfSatisfying(
            io.awfar.whatsapp.MediaEvent.class,
            event -> {
              assertThat(event.getOutcome()).isEqualTo(MediaOutcome.UNKNOWN);
              assertThat(event.getMediaId()).isEqualTo(Example.mediaEvent().getMediaId());
            });
  }

  @Test
  void bytesThatAreNotARecordAreRefusedAsSuch() {
    byte[] good = serializer.serialize(TOPIC, Example.message());
    byte[] tooLong = Arrays.copyOf(good, good.length + 1);
    byte[] unknownSchema = ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array();

    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[0]))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, "{\"a\":1}".getBytes()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("First byte");
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, tooLong))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("left behind");
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, unknownSchema))
        .isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void noBytesWhateverDoMoreThanBeRefused() {
    Random random = new Random(42);
    byte[] good = serializer.serialize(TOPIC, Example.message());
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(good, 6 + random.nextInt(good.length - 5));
      for (int flips = random.nextInt(8); flips >= 0; flips--) {
        bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(256);
      }
      try {
        deserializer.deserialize(TOPIC, bytes);
      } catch (SerializationException e) {
        // What a hostile record may cause, and all that it may.
      }
    }
    assertThat(deserializer.deserialize(TOPIC, good)).isEqualTo(Example.message());
  }

  @Test
  void aRecordThatClaimsGigabytesIsRefusedWithoutTakingThem() {
    byte[] bytes =
        ByteBuffer.allocate(64)
            .put((byte) 0)
            .putInt(registry.register("d", DeadLetter.getClassSchema()))
            .put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
            .array();

    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void manyThreadsShareOneSerializer() throws Exception {
    byte[] expected = serializer.serialize(TOPIC, Example.message());
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<byte[]>> tasks =
          IntStream.range(0, 2_000)
              .<Callable<byte[]>>mapToObj(
                  i -> () -> serializer.serialize(TOPIC, Example.all().get(i % 7)))
              .toList();
      var answers = threads.invokeAll(tasks);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(deserializer.deserialize(TOPIC, answers.get(i).get()))
            .isEqualTo(Example.all().get(i % 7));
      }
    }
    assertThat(serializer.serialize(TOPIC, Example.message())).isEqualTo(expected);
  }

  @Test
  void aRecordThatDoesNotFitItsSchemaIsRefused() {
    Message incomplete = new Message();

    assertThatThrownBy(() -> serializer.serialize(TOPIC, incomplete))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("io.awfar.whatsapp.Message");
  }

  /// Ids in the order of registration, which is all that the wire format asks of a registry.
  private static final class MapRegistry implements SchemaRegistry {

    private final java.util.concurrent.CopyOnWriteArrayList<Schema> schemas =
        new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public int register(String subject, Schema schema) {
      schemas.addIfAbsent(schema);
      return schemas.indexOf(schema) + 1;
    }

    @Override
    public int idOf(String subject, Schema schema) {
      return schemas.indexOf(schema) + 1;
    }

    @Override
    public Schema byId(int id) {
      if (id < 1 || id > schemas.size()) {
        throw new UnknownSchemaException("no id " + id);
      }
      return schemas.get(id - 1);
    }

    @Override
    public void close() {}
  }
}
