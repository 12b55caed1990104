package io.awfar.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventPublisherTest {

  private static final int EVENT_BYTES = 10;

  private final MockedPublisher mocked = new MockedPublisher();
  private final List<MockProducer<String, byte[]>> made = mocked.made();
  private final InFlightBytes inFlight = new InFlightBytes(1_000);
  private final EventPublisher publisher =
      mocked.publisher((topic, event) -> new byte[EVENT_BYTES]);

  @Test
  void eventsAreDurableOnlyOnceEachIsAcknowledged() {
    CompletableFuture<PublishOutcome> outcome = publish(3);

    current().completeNext();
    current().completeNext();
    assertThat(outcome).isNotDone();
    current().completeNext();
    assertThat(outcome).isCompletedWithValue(PublishOutcome.DURABLE);
  }

  @Test
  void eventsAreSentInTheirOrder() {
    publish(50);

    assertThat(current().history())
        .extracting(ProducerRecord::key)
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> "k" + i).toList());
  }

  @Test
  void noEventsAreDurableAtOnce() {
    assertThat(publish(0)).isCompletedWithValue(PublishOutcome.DURABLE);
  }

  @Test
  void oneFailureMakesAllUnavailableButNotBeforeEachIsDecided() {
    CompletableFuture<PublishOutcome> outcome = publish(2);

    current().errorNext(new TimeoutException("expired"));
    assertThat(outcome).isNotDone();
    current().completeNext();
    assertThat(outcome).isCompletedWithValue(PublishOutcome.UNAVAILABLE);
  }

  @Test
  void nothingMoreIsSentAfterAFailure() {
    publish(1);
    current().sendException = new KafkaException("in an error state");

    assertThat(publish(5)).isCompletedWithValue(PublishOutcome.UNAVAILABLE);
    assertThat(made.getFirst().history()).hasSize(1);
  }

  @Test
  void nothingIsSentBeyondTheBound() {
    assertThat(publish(101)).isCompletedWithValue(PublishOutcome.OVERLOADED);
    assertThat(current().history()).isEmpty();
  }

  @Test
  void withoutTheRegistryNothingIsSent() {
    EventPublisher withoutRegistry =
        mocked.publisher((topic, event) -> {
          throw new SchemaRegistryUnavailableException("no answer", new IOException());
        });

    assertThat(withoutRegistry.publish(events(2), inFlight.open()))
        .isCompletedWithValue(PublishOutcome.UNAVAILABLE);
    assertThat(made).allSatisfy(producer -> assertThat(producer.history()).isEmpty());
  }

  static List<RuntimeException> finalFailures() {
    return List.of(
        new ProducerFencedException("fenced"),
        new OutOfOrderSequenceException("out of order"),
        new KafkaException("in an error state"),
        new IllegalStateException("closed"));
  }

  @ParameterizedTest
  @MethodSource("finalFailures")
  void aProducerThatCannotGoOnIsReplaced(RuntimeException failure) {
    CompletableFuture<PublishOutcome> first = publish(2);
    current().errorNext(failure);
    current().errorNext(failure);
    assertThat(first).isCompletedWithValue(PublishOutcome.UNAVAILABLE);

    await().atMost(Duration.ofSeconds(5)).until(() -> made.size() == 2);
    assertThat(made.getFirst().closed()).isTrue();
    CompletableFuture<PublishOutcome> second = untilTaken();
    current().completeNext();
    assertThat(second).isCompletedWithValue(PublishOutcome.DURABLE);
  }

  @Test
  void whileAProducerIsReplacedNobodyWaits() {
    var closing = new CountDownLatch(1);
    EventPublisher replacing =
        mocked.publisher((_, _) -> new byte[EVENT_BYTES], () -> awaitQuietly(closing));
    replacing.publish(events(1), inFlight.open());
    current().errorNext(new ProducerFencedException("fenced"));

    long start = System.nanoTime();
    assertThat(replacing.publish(events(1), inFlight.open()))
        .isCompletedWithValue(PublishOutcome.UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));

    closing.countDown();
  }

  static List<RuntimeException> passingFailures() {
    return List.of(new TimeoutException("expired"), new RecordTooLargeException("too large"));
  }

  @ParameterizedTest
  @MethodSource("passingFailures")
  void aFailureThatPassesKeepsTheProducer(RuntimeException failure) {
    publish(1);
    current().errorNext(failure);

    publish(1);
    current().completeNext();
    assertThat(made).hasSize(1);
    assertThat(current().closed()).isFalse();
  }

  private CompletableFuture<PublishOutcome> publish(int count) {
    return publisher.publish(events(count), inFlight.open());
  }

  /// An event that a producer has taken, as soon as there is one.
  private CompletableFuture<PublishOutcome> untilTaken() {
    return await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> publish(1), outcome -> !outcome.isDone());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private MockProducer<String, byte[]> current() {
    return made.getLast();
  }

  private static List<KeyedEvent> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            new KeyedEvent(
                "k" + i,
                RawEvent.newBuilder()
                    .setIdentity("i" + i)
                    .setKind(EventKind.MESSAGE)
                    .setOwnerId(new UUID(0, 1))
                    .setChannelId("c")
                    .setBusinessAccountId("b")
                    .setField("messages")
                    .setReceivedAt(Instant.EPOCH)
                    .setPayload(ByteBuffer.allocate(0))
                    .build()))
        .toList();
  }
}
