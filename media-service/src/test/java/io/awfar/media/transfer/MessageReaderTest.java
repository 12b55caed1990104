package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.TestMessages;
import io.awfar.schemas.registry.SchemaRefusedException;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.schemas.topic.MediaHeader;
import io.awfar.whatsapp.Message;
import java.io.EOFException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

  private static final List<ConsumerRecord<byte[], byte[]>> RECORDS =
      List.of(record(0, 7), record(0, 8), record(3, 1));

  @Test
  void theBatchGoesOnAfterItsLastRecordOfEachPartition() {
    Batch batch = reader((topic, bytes) -> TestMessages.text()).read(RECORDS);

    assertThat(batch.files()).isEmpty();
    assertThat(batch.poison()).isEmpty();
    assertThat(batch.next().get(new TopicPartition("t", 0)).offset()).isEqualTo(9);
    assertThat(batch.next().get(new TopicPartition("t", 3)).offset()).isEqualTo(2);
  }

  @Test
  void messagesWithAFileAreToBeFetched() {
    Message message = TestMessages.withMedia("1", new byte[1]);

    Batch batch = reader((topic, bytes) -> message).read(RECORDS);

    assertThat(batch.files()).hasSize(3).allMatch(file -> file.message() == message);
  }

  @Test
  void aMessageWhoseHeaderSaysThatItHasNoFileIsNotDecoded() {
    ConsumerRecord<byte[], byte[]> record = record(0, 7);
    MediaHeader.set(record.headers(), false);

    Batch batch =
        reader(
                (topic, bytes) -> {
                  throw new AssertionError("decoded");
                })
            .read(List.of(record));

    assertThat(batch.files()).isEmpty();
    assertThat(batch.next().get(new TopicPartition("t", 0)).offset()).isEqualTo(8);
  }

  @Test
  void brokenBytesAreKeptWithTheirOrigin() {
    Batch batch =
        reader(
                (topic, bytes) -> {
                  throw new SerializationException("no", new EOFException());
                })
            .read(RECORDS.subList(1, 2));

    assertThat(batch.poison()).hasSize(1);
    assertThat(batch.poison().getFirst().letter().getReason()).isEqualTo("undecodable");
    assertThat(batch.poison().getFirst().letter().getOriginOffset()).isEqualTo(8);
    assertThat(batch.poison().getFirst().letter().getValue())
        .isEqualTo(ByteBuffer.wrap(new byte[] {8}));
    assertThat(batch.next()).hasSize(1);
  }

  @Test
  void aRegistryThatConfluentsDeserializerCannotReachIsNotAPoison() {
    MessageReader reader =
        reader((topic, bytes) -> {
          throw new SerializationException("no", new ConnectException());
        });

    assertThatThrownBy(() -> reader.read(RECORDS))
        .isInstanceOf(SchemaRegistryUnavailableException.class);
  }

  @Test
  void aRegistryThatRefusesUsIsNotAPoison() {
    MessageReader reader =
        reader((topic, bytes) -> {
          throw new SchemaRefusedException("HTTP 401");
        });

    assertThatThrownBy(() -> reader.read(RECORDS))
        .isInstanceOf(SchemaRegistryUnavailableException.class);
  }

  private static MessageReader reader(Deserializer<Object> deserializer) {
    return new MessageReader(deserializer);
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
    return new ConsumerRecord<>("t", partition, offset, new byte[] {1}, new byte[] {(byte) offset});
  }
}
