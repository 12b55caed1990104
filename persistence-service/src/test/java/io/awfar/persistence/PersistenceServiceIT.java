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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
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
  private static final int RECORD_BYTES_MAX = 8 << 20;

  private static final int POISON_NEIGHBOURS = 199;

  private static RunningService service = start();
  private static final Map<TopicPartition, OffsetAndMetadata> BEGINNING = ends();

  @AfterAll
  static void stop() {
    service.close();
  }

  private static RunningService start() {
    return new RunningService(
        DATABASE.host(),
        DATABASE.port(),
        DATABASE.database(),
        DATABASE.user(),
        DATABASE.password());
  }

  private static void awaitStored(long stored) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(service.counts().stored()).isEqualTo(stored));
  }

  @Test
  @Order(1)
  void whatIsPublishedBecomesRowsOnce() {
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

    awaitStored(MESSAGES + 2);
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

  @Test
  @Order(3)
  void aTopicReadAgainFromItsBeginningChangesNothing() throws Exception {
    service.close();
    rewind();
    service = start();
    var before = service.counts();
    for (int i = 0; i < 50; i++) {
      Message message = message("c", "20" + i, "after-replay" + i, 1).build();
      service.publish(Topics.MESSAGES, message.getWaChatId(), message);
    }
    service.flush();

    awaitStored(before.stored() + 50);
    await()
        .untilAsserted(() ->
            assertThat(service.get("/actuator/prometheus").body())
                .contains(
                    "awfar_persistence_rows_total{outcome=\"repeated\",table=\"messages\"} "
                        + (MESSAGES + MESSAGES / 10 + POISON_NEIGHBOURS)));
    assertThat(service.counts().suppressed()).isZero();
  }

  @Test
  @Order(2)
  void onlyThePoisonAmongGoodRecordsIsDeadLettered() {
    long before = service.counts().stored();
    for (int i = 0; i <= POISON_NEIGHBOURS; i++) {
      Message.Builder message = message("c", "poison", "p" + i, i);
      if (i == 77) {
        message.setSentAt(Instant.ofEpochMilli(Long.MAX_VALUE));
      }
      service.publish(Topics.MESSAGES, "c|poison", message.build());
      if (i == 111) {
        service.publishBytes(
            Topics.MESSAGES, "c|poison", "not avro".getBytes(StandardCharsets.UTF_8));
        service.publishBytes(Topics.MESSAGES, "c|poison", noiseOf(RECORD_BYTES_MAX - 100));
      }
    }
    service.flush();

    awaitStored(before + POISON_NEIGHBOURS);
    await().until(() -> RunningService.deadLetters(Topics.MESSAGES).size() >= 3);

    List<DeadLetter> letters = RunningService.deadLetters(Topics.MESSAGES);
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactlyInAnyOrder("constraint", "undecodable", "undecodable");
    assertThat(letters)
        .allSatisfy(letter -> {
          assertThat(letter.getService()).isEqualTo("persistence-service");
          assertThat(text(letter.getKey())).isEqualTo("c|poison");
        })
        .anySatisfy(letter -> assertThat(text(letter.getValue())).isEqualTo("not avro"))
        // Its frame makes the letter larger than any record may be.
        .anySatisfy(letter -> {
          assertThat(letter.getValue()).isNull();
          assertThat(letter.getDetail()).contains("too large");
        });
  }

  /// Cannot be compressed, and names a schema that nobody has registered.
  private static byte[] noiseOf(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    noise[0] = 0;
    return noise;
  }

  private static String text(ByteBuffer bytes) {
    return bytes == null ? "" : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  /// Other tests use the broker, too: the topic begins where this class found it.
  private static Map<TopicPartition, OffsetAndMetadata> ends() {
    try (Admin admin = admin()) {
      return admin
          .listOffsets(
              IntStream.range(0, Topics.MESSAGES.partitions())
                  .mapToObj(partition -> new TopicPartition(Topics.MESSAGES.name(), partition))
                  .collect(Collectors.toMap(tp -> tp, tp -> OffsetSpec.latest())))
          .all()
          .get()
          .entrySet()
          .stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue().offset())));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rewind() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin
          .alterConsumerGroupOffsets("persistence-service." + Topics.MESSAGES.name(), BEGINNING)
          .all()
          .get();
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()));
  }
}
