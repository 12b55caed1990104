package io.awfar.persistence;

import static io.awfar.persistence.Events.channelEvent;
import static io.awfar.persistence.Events.media;
import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The service as it is deployed, from topics to rows; the tests share broker and topics, so they
/// run in order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PersistenceServiceIT {

  private static final TestPostgres.Database DATABASE = TestPostgres.create();
  private static final int MESSAGES = 3000;

  private static RunningService start() {
    return new RunningService(
        DATABASE.host(),
        DATABASE.port(),
        DATABASE.database(),
        DATABASE.user(),
        DATABASE.password());
  }

  private static void awaitStored(RunningService service, long stored) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(service.counts().stored()).isEqualTo(stored));
  }

  @Test
  @Order(1)
  void whatIsPublishedBecomesRowsOnce() {
    try (RunningService service = start()) {
      for (int i = 0; i < MESSAGES; i++) {
        String contact = "20" + i % 100;
        Message message = message("c", contact, "w" + i, i).build();
        service.publish(Topics.MESSAGES, message.getWaChatId(), message);
        if (i % 10 == 0) {
          service.publish(Topics.MESSAGES, message.getWaChatId(), message);
        }
      }
      service.publish(
          Topics.STATUSES, "c|201", status("c", "201", "w1", DeliveryStatus.READ, 1).build());
      service.publish(Topics.CHANNEL_EVENTS, "c", channelEvent("c", "e1", 1).build());
      service.publish(Topics.MEDIA, "c|201", media(new UUID(1, 2), MediaOutcome.STORED, 1).build());
      service.flush();

      awaitStored(service, MESSAGES + 2);
      await().until(() -> service.counts().media() == 1);

      assertThat(service.counts().messages()).isEqualTo(MESSAGES);
      assertThat(service.counts().statuses()).isEqualTo(1);
      assertThat(service.counts().channelEvents()).isEqualTo(1);
      assertThat(service.get("/actuator/rows").body())
          .contains("\"messages\":" + MESSAGES, "\"stored\":" + (MESSAGES + 2));
      assertThat(service.status("/actuator/health/readiness")).isEqualTo(200);
      assertThat(service.status("/actuator/health/liveness")).isEqualTo(200);
      assertThat(service.get("/actuator/prometheus").body())
          .contains(
              "awfar_persistence_rows_total{outcome=\"stored\",table=\"messages\"} " + MESSAGES,
              "awfar_persistence_batch_size",
              "awfar_persistence_batch_duration_seconds",
              "awfar_persistence_lag");
    }
  }

  @Test
  @Order(2)
  void aTopicReadAgainFromItsBeginningChangesNothing() throws Exception {
    rewind();
    try (RunningService service = start()) {
      var before = service.counts();
      String marker = "after-replay";
      for (int partition = 0; partition < 50; partition++) {
        Message message = message("c", "marker" + partition, marker + partition, 1).build();
        service.publish(Topics.MESSAGES, message.getWaChatId(), message);
      }
      service.flush();

      // The new messages come after all old ones of their partition.
      awaitStored(service, before.stored() + 50);
      await()
          .untilAsserted(() ->
              assertThat(service.get("/actuator/prometheus").body())
                  .contains(
                      "awfar_persistence_rows_total{outcome=\"repeated\",table=\"messages\"} "
                          + (MESSAGES + MESSAGES / 10)));
      assertThat(service.counts().suppressed()).isZero();
    }
  }

  @Test
  @Order(3)
  void onlyThePoisonAmongGoodRecordsIsDeadLettered() {
    try (RunningService service = start()) {
      long before = service.counts().stored();
      for (int i = 0; i < 200; i++) {
        Message.Builder message = message("c", "poison", "p" + i, i);
        if (i == 77) {
          message.setSentAt(Instant.ofEpochMilli(Long.MAX_VALUE));
        }
        service.publish(Topics.MESSAGES, "c|poison", message.build());
        if (i == 111) {
          service.publishBytes(
              Topics.MESSAGES, "c|poison", "not avro".getBytes(StandardCharsets.UTF_8));
        }
      }
      service.flush();

      awaitStored(service, before + 199);
      await().until(() -> RunningService.deadLetters(Topics.MESSAGES).size() >= 2);

      List<DeadLetter> letters = RunningService.deadLetters(Topics.MESSAGES);
      assertThat(letters)
          .extracting(DeadLetter::getReason)
          .containsExactlyInAnyOrder("constraint", "undecodable");
      assertThat(letters)
          .allSatisfy(letter -> {
            assertThat(letter.getService()).isEqualTo("persistence-service");
            assertThat(text(letter.getKey())).isEqualTo("c|poison");
          })
          .anySatisfy(letter -> assertThat(text(letter.getValue())).isEqualTo("not avro"));
    }
  }

  private static String text(java.nio.ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  private static void rewind() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
      String group = "persistence-service." + Topics.MESSAGES.name();
      var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      assertThat(committed).isNotEmpty();
      admin
          .alterConsumerGroupOffsets(
              group,
              committed.keySet().stream()
                  .collect(Collectors.toMap(tp -> tp, tp -> new OffsetAndMetadata(0))))
          .all()
          .get();
    }
  }
}
