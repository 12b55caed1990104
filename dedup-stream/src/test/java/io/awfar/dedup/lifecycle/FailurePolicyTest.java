package io.awfar.dedup.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.seen.SeenMemoryFullException;
import io.awfar.schemas.registry.SchemaRefusedException;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailurePolicyTest {

  static Stream<Throwable> whatMayPass() {
    return Stream.of(
        new SchemaRegistryUnavailableException("down", new IOException()),
        new TimeoutException("no broker"),
        new InvalidProducerEpochException("fenced"),
        new OutOfOrderSequenceException("a transaction was aborted in between"),
        new MissingSourceTopicException("not made yet"),
        new SeenMemoryFullException("no room for another event"));
  }

  static Stream<Throwable> whatWillNotPass() {
    return Stream.of(
        new SchemaRefusedException("incompatible"),
        new TopicAuthorizationException("no right"),
        new RecordTooLargeException("too large"),
        new IllegalStateException("a mistake"),
        new OutOfMemoryError());
  }

  @ParameterizedTest
  @MethodSource("whatMayPass")
  void whatMayPassIsRetried(Throwable failure) {
    assertThat(FailurePolicy.of(new StreamsException("in task 0_3", failure)))
        .isEqualTo(FailurePolicy.RETRY);
  }

  @ParameterizedTest
  @MethodSource("whatWillNotPass")
  void whatWillNotPassStopsTheStream(Throwable failure) {
    assertThat(FailurePolicy.of(new StreamsException("in task 0_3", failure)))
        .isEqualTo(FailurePolicy.STOP);
  }
}
