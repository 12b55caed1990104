package io.awfar.persistence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.embedded.FreePorts;
import io.awfar.persistence.Events;
import io.awfar.schemas.registry.HttpSchemaRegistry;
import io.awfar.schemas.registry.RegistrySettings;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Message;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {

  private static final String TOPIC = Topics.MESSAGES.name();

  private final List<Incoming<Message>> decoded = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  private static byte[] bytes(SpecificRecord record) {
    try (AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>()) {
      serializer.configure(Map.of("schema.registry.url", TestRegistry.url()), false);
      return serializer.serialize(record.getSchema().getName(), record);
    }
  }

  private void decode(Deserializer<?> deserializer, byte[]... values) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (byte[] value : values) {
      records.add(new ConsumerRecord<>(TOPIC, 0, records.size(), null, value));
    }
    new RecordDecoder<>(deserializer, Message.class).decode(records, decoded::add, rejected::add);
  }

  private static Deserializer<Object> deserializer(String registry) {
    AvroDeserializer<Object> deserializer = new AvroDeserializer<>();
    deserializer.configure(
        Map.of("schema.registry.url", registry, "max.retries", "0", "retries.wait.ms", "1"), false);
    return deserializer;
  }

  @Test
  void whatIsNoMessageIsRejectedAndTheOthersAreNot() {
    byte[] good = bytes(Events.message("c", "201", "w", 0).build());
    byte[] cut = Arrays.copyOf(good, good.length - 3);
    ChannelEvent other = Events.channelEvent("c", "e", 0).build();

    decode(
        deserializer(TestRegistry.url()),
        new byte[] {7},
        good,
        null,
        cut,
        bytes(other),
        new byte[] {0, 0, 0, 99, 99},
        good);

    assertThat(decoded).extracting(incoming -> incoming.origin().offset()).containsExactly(1L, 6L);
    assertThat(rejected)
        .extracting(letter -> letter.origin().offset() + " " + letter.reason().code())
        .containsExactly(
            "0 undecodable", "2 empty", "3 undecodable", "4 undecodable", "5 undecodable");
  }

  @Test
  void aRecordThatNamesAClassWhichIsNotTrustedIsRejectedAndTheOthersAreNot() {
    Schema foreign = SchemaBuilder.record("java.lang.ProcessBuilder").fields().endRecord();
    int id;
    try (var registry =
        new HttpSchemaRegistry(
            RegistrySettings.of(Map.of("schema.registry.url", TestRegistry.url())))) {
      id = registry.register("foreign", foreign);
    }
    byte[] empty = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
    byte[] good = bytes(Events.message("c", "201", "w", 0).build());

    decode(deserializer(TestRegistry.url()), empty, good);

    assertThat(rejected)
        .extracting(letter -> letter.reason().code())
        .containsExactly("undecodable");
    assertThat(decoded).hasSize(1);
  }

  @Test
  void aRegistryThatIsAwayIsNoFaultOfTheRecord() {
    byte[] good = bytes(Events.status("c", "201", "w", DeliveryStatus.READ, 0).build());

    assertThatThrownBy(() -> decode(deserializer("http://127.0.0.1:" + FreePorts.next()), good))
        .isInstanceOf(SchemaRegistryUnavailableException.class);
    assertThat(rejected).isEmpty();
  }

  /// That is how Confluent's deserializer says it.
  @Test
  void aRegistryThatIsAwayIsRecognisedBehindASerializationFailure() {
    Deserializer<Object> confluent =
        (topic, data) -> {
          throw new SerializationException("no schema", new ConnectException("refused"));
        };

    assertThatThrownBy(() -> decode(confluent, new byte[] {0}))
        .isInstanceOf(SerializationException.class);
    assertThat(rejected).isEmpty();
  }
}
