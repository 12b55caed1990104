package io.awfar.schemas.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.Channel;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NewestRecordsTest {

  private static final byte[] VALUE = {1};

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  @Test
  void theNewestRecordOfANumberStaysAndATombstoneTakesItAway() {
    NewestRecords records = new NewestRecords((topic, bytes) -> channel("1"));

    records.add(record("1", VALUE));
    assertThat(records.all()).containsOnlyKeys("1");
    records.add(record("1", null));
    assertThat(records.all()).isEmpty();
  }

  @Test
  void whatIsNoChannelOrThatOfAnotherNumberIsLeftOut() {
    NewestRecords others = new NewestRecords((topic, bytes) -> channel("1"));
    NewestRecords broken = failing(new SerializationException("Unknown magic byte!"));

    others.add(record("2", VALUE));
    others.add(record(null, VALUE));
    broken.add(record("1", VALUE));

    assertThat(others.all()).isEmpty();
    assertThat(broken.all()).isEmpty();
  }

  @Test
  void aRegistryThatIsDownIsNoReasonToLeaveARecordOut() {
    NewestRecords ours = failing(new SchemaRegistryUnavailableException("down", null));
    NewestRecords confluents =
        failing(new SerializationException("Error retrieving Avro schema", new ConnectException()));

    assertThatExceptionOfType(RetriableException.class)
        .isThrownBy(() -> ours.add(record("1", VALUE)));
    assertThatExceptionOfType(RetriableException.class)
        .isThrownBy(() -> confluents.add(record("1", VALUE)));
  }

  private static NewestRecords failing(RuntimeException failure) {
    Deserializer<Channel> values =
        (topic, bytes) -> {
          throw failure;
        };
    return new NewestRecords(values);
  }

  private static Channel channel(String id) {
    return ChannelTopic.channel(id, 1, "token", ChannelKeys.parse(ChannelKeys.generate("one")));
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ConsumerRecord<>(
        "whatsapp.channels",
        0,
        7,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value);
  }
}
