package io.awfar.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.schemas.registry.SchemaRefusedException;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.schemas.registry.UnknownSchemaException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueReaderTest {

  private static final byte[] BYTES = {0, 0, 0, 0, 7};

  static Stream<KafkaException> whatIsNoFaultOfTheValue() {
    return Stream.of(
        new SchemaRegistryUnavailableException("away", new IOException()),
        new SchemaRefusedException("HTTP 401"),
        new SerializationException("Confluent's", new ConnectException()));
  }

  @ParameterizedTest
  @MethodSource("whatIsNoFaultOfTheValue")
  void aRegistryThatIsAwayOrRefusesUsIsNoFaultOfTheValue(KafkaException failure) {
    assertThatThrownBy(() -> failingWith(failure).read("t", BYTES)).isSameAs(failure);
  }

  @Test
  void bytesThatAreNoValueReadAsNone() {
    assertThat(failingWith(new UnknownSchemaException("no such id")).read("t", BYTES)).isNull();
    assertThat(failingWith(new SerializationException("cut")).read("t", BYTES)).isNull();
    assertThat(new ValueReader<>((topic, bytes) -> 7, String.class).read("t", BYTES)).isNull();
  }

  private static ValueReader<String> failingWith(KafkaException failure) {
    return new ValueReader<>(
        (topic, bytes) -> {
          throw failure;
        },
        String.class);
  }
}
