package io.awfar.dedup.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.dedup.Payloads;
import io.awfar.dedup.count.Outcome;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.schemas.topic.MediaHeader;
import io.awfar.schemas.topic.Topic;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DedupTopologyTest {

  private final DedupDriver driver = new DedupDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void everyPayloadSentThreeTimesAndShuffledComesOutOnce() {
    List<String> names = Payloads.names();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sent.addAll(names);
    }
    Collections.shuffle(sent, new Random(48213));
    sent.forEach(name -> driver.send(Payloads.rawEvent(name)));

    assertThat(driver.deadLetters()).isEmpty();
    assertThat(driver.messages()).hasSize(count(names, "message-"));
    assertThat(driver.statuses()).hasSize(count(names, "status-"));
    assertThat(driver.channelEvents()).hasSize(count(names, "event-"));
    assertThat(driver.count(Outcome.RECEIVED)).isEqualTo(3L * names.size());
    assertThat(driver.count(Outcome.PUBLISHED)).isEqualTo(names.size());
    assertThat(driver.count(Outcome.DUPLICATE)).isEqualTo(2L * names.size());
    assertThat(driver.count(Outcome.QUARANTINED)).isZero();
  }

  @Test
  void nothingIsKeptOnDisk() {
    assertThat(driver.stores()).isNotEmpty().noneMatch(StateStore::persistent);
  }

  @Test
  void aHeaderTellsMessagesWithAFileFromTheRest() {
    Payloads.names().stream()
        .filter(name -> name.startsWith("message-"))
        .forEach(name -> driver.send(Payloads.rawEvent(name)));

    assertThat(driver.messages())
        .allMatch(message ->
            MediaHeader.rulesOutMedia(message.headers()) == (message.value().getMedia() == null))
        .anyMatch(message -> MediaHeader.rulesOutMedia(message.headers()))
        .anyMatch(message -> !MediaHeader.rulesOutMedia(message.headers()));
  }

  @Test
  void messagesAndStatusesKeepTheirKeyAndTheTimeOfReceipt() {
    driver.send("461203847759012|someone", Payloads.rawEvent("message-text"));
    driver.send("461203847759012|someone", Payloads.rawEvent("status-read"));

    TestRecord<String, Message> message = driver.messages().getFirst();
    assertThat(message.key()).isEqualTo("461203847759012|someone");
    assertThat(message.getRecordTime()).isEqualTo(Payloads.RECEIVED_AT);
    assertThat(driver.statuses().getFirst().key()).isEqualTo("461203847759012|someone");
  }

  @Test
  void channelEventsAreKeyedByTheirChannel() {
    driver.send("anything", Payloads.rawEvent("event-call"));

    assertThat(driver.channelEvents().getFirst().key()).isEqualTo("461203847759012");
  }

  @Test
  void bytesThatAreNoRawEventBecomeADeadLetterAndTheStreamGoesOn() {
    byte[] poison = "{\"not\":\"avro\"}".getBytes(StandardCharsets.UTF_8);
    driver.sendBytes("key", poison, Payloads.RECEIVED_AT);
    driver.send(Payloads.rawEvent("message-text"));

    TestRecord<String, DeadLetter> letter = driver.deadLetters().getFirst();
    assertThat(letter.key()).isEqualTo("key");
    assertThat(letter.value().getReason()).isEqualTo("undecodable");
    assertThat(letter.value().getService()).isEqualTo("dedup-stream");
    assertThat(letter.value().getOriginTopic()).isEqualTo("whatsapp.events.raw");
    assertThat(letter.value().getOriginPartition()).isZero();
    assertThat(letter.value().getOriginOffset()).isZero();
    assertThat(letter.value().getOriginTimestamp()).isEqualTo(Payloads.RECEIVED_AT);
    assertThat(letter.value().getKey())
        .isEqualTo(ByteBuffer.wrap("key".getBytes(StandardCharsets.UTF_8)));
    assertThat(letter.value().getValue()).isEqualTo(ByteBuffer.wrap(poison));
    assertThat(driver.messages()).hasSize(1);
    assertThat(driver.count(Outcome.QUARANTINED)).isEqualTo(1);
  }

  @Test
  void noBytesAndTheStartOfARecordAndARecordOfAnotherTypeAreQuarantined() {
    byte[] whole = driver.encoded(Payloads.rawEvent("message-text"));
    driver.sendBytes("key", null, Payloads.RECEIVED_AT);
    driver.sendBytes("key", new byte[0], Payloads.RECEIVED_AT);
    driver.sendBytes("key", java.util.Arrays.copyOf(whole, 40), Payloads.RECEIVED_AT);
    driver.sendBytes(null, new byte[] {0, 0, 0, 0, 99, 1}, Payloads.RECEIVED_AT);

    assertThat(driver.deadLetters())
        .extracting(letter -> letter.value().getReason())
        .containsExactly("empty", "undecodable", "undecodable", "undecodable");
    assertThat(driver.count(Outcome.RECEIVED)).isEqualTo(4);
    assertThat(driver.count(Outcome.QUARANTINED)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRecordWithAHugeKeyOrHugeHeadersBecomesADeadLetterThatATopicTakes(boolean keyIsHuge) {
    byte[] value = new byte[Topic.RECORD_BYTES_MAX - (100 << 10)];
    String huge = "k".repeat(1 << 20);
    RecordHeaders headers = new RecordHeaders();
    if (!keyIsHuge) {
      headers.add("h", huge.getBytes(StandardCharsets.UTF_8));
    }
    driver.sendRecord(
        new TestRecord<>(keyIsHuge ? huge : "key", value, headers, Payloads.RECEIVED_AT));
    driver.send(Payloads.rawEvent("message-text"));

    TestRecord<String, DeadLetter> letter = driver.deadLetters().getFirst();
    assertThat(letter.value().getReason()).isEqualTo("too-large");
    assertThat(letter.value().getDetail()).endsWith("; key and headers are only at their origin");
    assertThat(letter.value().getValue()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(letter.value().getKey()).isNull();
    assertThat(letter.key()).isEmpty();
    assertThat(letter.headers()).isEmpty();
    assertThat(driver.messages()).hasSize(1);
  }

  @Test
  void aRegistryOutOfReachFailsTheStreamInsteadOfQuarantining() {
    byte[] bytes = driver.encoded(Payloads.rawEvent("message-text"));
    driver.registry.reachable(false);

    assertThatThrownBy(() -> driver.sendBytes("key", bytes, Payloads.RECEIVED_AT))
        .hasRootCauseInstanceOf(java.io.IOException.class)
        .hasStackTraceContaining(SchemaRegistryUnavailableException.class.getName());
    driver.registry.reachable(true);
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aQuarantinedEventHasItsReasonAndComesOnce() {
    RawEvent nameless = Payloads.rawEvent(EventKind.MESSAGE, "{\"messages\":[{\"from\":\"1\"}]}");
    driver.send(nameless);
    driver.send(nameless);

    List<TestRecord<String, DeadLetter>> letters = driver.deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().value().getReason()).isEqualTo("missing-id");
    assertThat(letters.getFirst().value().getValue())
        .isEqualTo(ByteBuffer.wrap(driver.encoded(nameless)));
    assertThat(driver.count(Outcome.DUPLICATE)).isEqualTo(1);
    assertThat(driver.count(Outcome.QUARANTINED)).isEqualTo(1);
  }

  @Test
  void aDeadLetterSentBackPassesOncePerLetter() {
    RawEvent event = Payloads.rawEvent("message-text");
    driver.send(event);
    driver.resend(event, "3-17");
    driver.resend(event, "3-17");
    driver.resend(event, "3-18");

    assertThat(driver.messages()).hasSize(3);
    assertThat(driver.count(Outcome.DUPLICATE)).isEqualTo(1);
  }

  @Test
  void theStreamKeepsTheOrderOfAChat() {
    for (int i = 0; i < 50; i++) {
      driver.send(Payloads.text("wamid." + i, Payloads.RECEIVED_AT));
      driver.send(Payloads.text("wamid." + i / 2, Payloads.RECEIVED_AT));
    }

    assertThat(driver.messages())
        .extracting(message -> message.value().getWaMessageId())
        .hasSize(50)
        .startsWith("wamid.0", "wamid.1", "wamid.2")
        .endsWith("wamid.49");
  }

  @Test
  void aRecordWithoutATimestampDoesNotStopTheStream() {
    byte[] bytes = driver.encoded(Payloads.rawEvent("message-text"));
    driver.sendBytes("key", bytes, Instant.EPOCH);

    assertThat(driver.messages()).hasSize(1);
    assertThat(
            new ReceivedTime()
                .extract(
                    new org.apache.kafka.clients.consumer.ConsumerRecord<>("t", 0, 0, null, null),
                    5))
        .isZero();
  }

  private static int count(List<String> names, String prefix) {
    return (int) names.stream().filter(name -> name.startsWith(prefix)).count();
  }
}
