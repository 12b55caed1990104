package io.awfar.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryFailureTest {

  static Stream<Throwable> whatIsNoFaultOfARecord() {
    return Stream.of(
        new SchemaRegistryUnavailableException("away", new IOException()),
        new SchemaRefusedException("no"),
        // Confluent's deserializer, when the registry answers 401 or 403.
        new InvalidConfigurationException("Unauthorized; error code: 401"),
        new ConnectException(),
        new SocketTimeoutException(),
        new UnknownHostException(),
        new HttpTimeoutException("late"),
        new SSLHandshakeException("expired"),
        new ClosedChannelException());
  }

  static Stream<Throwable> whatIsAFaultOfTheRecord() {
    return Stream.of(
        new UnknownSchemaException("no such id"),
        new EOFException(),
        new AvroRuntimeException("cut"),
        new NumberFormatException());
  }

  @ParameterizedTest
  @MethodSource("whatIsNoFaultOfARecord")
  void aRegistryThatIsAwayOrRefusesIsRecognisedBehindASerializationFailure(Throwable failure) {
    assertThat(RegistryFailure.isIn(failure)).isTrue();
    assertThat(RegistryFailure.isIn(new SerializationException("no", failure))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("whatIsAFaultOfTheRecord")
  void brokenBytesAndIdsThatNobodyKnowsAreTheRecordsOwnFault(Throwable failure) {
    assertThat(RegistryFailure.isIn(failure)).isFalse();
    assertThat(RegistryFailure.isIn(new SerializationException("no", failure))).isFalse();
  }
}
