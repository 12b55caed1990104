package io.awfar.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusFollowerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static KafkaProducer<String, MessageStatus> producer;

  private final List<UUID> told = new CopyOnWriteArrayList<>();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicInteger failures = new AtomicInteger();
  private StatusFollower follower;

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
    follower.close();
  }

  private void follow() throws Exception {
    follower =
        new StatusFollower(
            AttemptTopics::scan,
            AttemptTopics.statuses(),
            () -> true,
            statuses -> {
              if (broken.get()) {
                failures.incrementAndGet();
                throw new KafkaException("broken");
              }
              statuses.forEach(status -> told.add(status.sendId()));
            },
            Clock.systemUTC());
    // Until it reads what comes from now on.
    UUID first = UUID.randomUUID();
    await()
        .atMost(PATIENCE)
        .until(() -> {
          publish(first);
          return told.contains(first);
        });
  }

  private static void publish(UUID sendId) throws Exception {
    MessageStatus status =
        MessageStatus.newBuilder()
            .setOwnerId(new UUID(0, 1))
            .setChannelId("c")
            .setWaChatId("c|1")
            .setWaMessageId("wamid." + sendId)
            .setStatus(DeliveryStatus.SENT)
            .setStatusName("sent")
            .setRecipientId("1")
            .setOccurredAt(Instant.now())
            .setReceivedAt(Instant.now())
            .setCallbackData(sendId.toString())
            .build();
    producer.send(new ProducerRecord<>(Topics.STATUSES.name(), "c|1", status)).get();
  }

  @Test
  void statusesAreToldAsTheyComeAndThoseOfBeforeItBeganAreNot() throws Exception {
    UUID before = UUID.randomUUID();
    publish(before);
    follow();
    UUID after = UUID.randomUUID();
    publish(after);

    await().atMost(PATIENCE).until(() -> told.contains(after));
    assertThat(told).doesNotContain(before);
  }

  @Test
  void whatCameWhileItCouldNotBeReadIsToldAfterwards() throws Exception {
    follow();
    broken.set(true);
    UUID missed = UUID.randomUUID();
    publish(missed);
    await().atMost(PATIENCE).until(() -> failures.get() > 0);
    broken.set(false);

    await().atMost(PATIENCE).until(() -> told.contains(missed));
  }
}
