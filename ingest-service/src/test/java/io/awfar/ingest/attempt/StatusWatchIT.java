package io.awfar.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.call.Answered;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusWatchIT {

  private static final UUID OWNER = new UUID(0, 1);

  /// As a status of WhatsApp's names them.
  private static final Answered RECIPIENT = new Answered("551187654321", "BR.1");

  private static KafkaProducer<String, MessageStatus> producer;

  private final UUID send = UUID.randomUUID();
  private UUID owner = OWNER;
  private StatusWatch watch;

  @BeforeAll
  static void create() throws Exception {
    AttemptTopics.create();
    producer = AttemptTopics.statusProducer();
  }

  @AfterAll
  static void stop() {
    producer.close();
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private CompletableFuture<Verdict> find(Duration timeMax, Instant since) {
    watch = new StatusWatch(AttemptTopics::scan, AttemptTopics.statuses(), timeMax);
    return watch.find(send, OWNER, since);
  }

  private void publish(String waMessageId, Instant receivedAt) throws Exception {
    publish(waMessageId, DeliveryStatus.SENT, receivedAt);
  }

  private void publish(String waMessageId, DeliveryStatus step, Instant receivedAt)
      throws Exception {
    MessageStatus status =
        MessageStatus.newBuilder()
            .setOwnerId(owner)
            .setChannelId("c")
            .setWaChatId("c|1")
            .setWaMessageId(waMessageId)
            .setStatus(step)
            .setStatusName("any")
            .setRecipientId(RECIPIENT.waId())
            .setRecipientUserId(RECIPIENT.userId())
            .setOccurredAt(receivedAt)
            .setReceivedAt(receivedAt)
            .setCallbackData(send.toString())
            .build();
    // On some partition: the chat of a status need not be where the send is.
    producer
        .send(
            new ProducerRecord<>(
                Topics.STATUSES.name(), 11, receivedAt.toEpochMilli(), "c|1", status))
        .get();
  }

  @Test
  void aStatusThatCameWhileNobodyLookedIsFoundWithItsRecipient() throws Exception {
    Instant called = Instant.now().minusSeconds(3600);
    publish("wamid.A", called.plusSeconds(1));

    assertThat(find(Duration.ofSeconds(20), called).get(20, TimeUnit.SECONDS))
        .isEqualTo(new Verdict.Sent("wamid.A", RECIPIENT));
  }

  @Test
  void whoeverAsksForASendThatIsLookedForAlreadyIsToldAsMuchAsWhoAskedBefore() throws Exception {
    CompletableFuture<Verdict> before = find(Duration.ofSeconds(20), Instant.now());
    CompletableFuture<Verdict> after = watch.find(send, OWNER, Instant.now());
    publish("wamid.B", Instant.now());

    assertThat(after.get(20, TimeUnit.SECONDS)).isEqualTo(new Verdict.Sent("wamid.B", RECIPIENT));
    assertThat(before.get(20, TimeUnit.SECONDS)).isEqualTo(after.resultNow());
  }

  @Test
  void aStatusThatComesLaterIsFound() throws Exception {
    CompletableFuture<Verdict> verdict = find(Duration.ofSeconds(20), Instant.now());
    publish("wamid.B", Instant.now());

    assertThat(verdict.get(20, TimeUnit.SECONDS)).isEqualTo(new Verdict.Sent("wamid.B", RECIPIENT));
  }

  @Test
  void aRefusalThatWasPublishedBeforeItsEndWasNotedIsOne() throws Exception {
    publish(send.toString(), DeliveryStatus.FAILED, Instant.now());

    assertThat(find(Duration.ofSeconds(20), Instant.now()).get(20, TimeUnit.SECONDS))
        .isEqualTo(new Verdict.Refused());
  }

  @Test
  void anOutcomeOfOursWithoutAMessageIsNoTraceOfOne() throws Exception {
    publish(send.toString(), DeliveryStatus.UNCONFIRMED, Instant.now());

    assertThat(find(Duration.ofSeconds(1), Instant.now()).get(20, TimeUnit.SECONDS))
        .isEqualTo(new Verdict.Unknown());
  }

  @Test
  void aStatusOfAnotherWorkspaceSettlesNothing() throws Exception {
    owner = UUID.randomUUID();
    publish("wamid.D", Instant.now());

    assertThat(find(Duration.ofSeconds(1), Instant.now()).get(20, TimeUnit.SECONDS))
        .isEqualTo(new Verdict.Unknown());
  }

  @Test
  void oneDoubtAfterAnotherIsSettled() throws Exception {
    CompletableFuture<Verdict> first = find(Duration.ofSeconds(1), Instant.now());
    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(new Verdict.Unknown());

    Instant called = Instant.now().minusSeconds(600);
    publish("wamid.C", called.plusSeconds(5));

    assertThat(watch.find(send, OWNER, called).get(20, TimeUnit.SECONDS))
        .isEqualTo(new Verdict.Sent("wamid.C", RECIPIENT));
  }
}
