package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.MessageType;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Posts every payload there is three times, shuffled, to the whole system, and looks at what came
/// of it everywhere.
class EndToEndIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TIMES = 3;

  private static final ExpectedEvents EXPECTED = new ExpectedEvents();
  private static AwfarOnOneMachine awfar;
  private static WebhookClient whatsApp;
  private static long rawBefore;
  private static Totals totals;

  @BeforeAll
  static void postEverythingThreeTimesShuffled() throws Exception {
    awfar = RunningAwfar.get();
    whatsApp = new WebhookClient(awfar.endpoints().webhook(), awfar.credentials().appSecret());
    // Another test may have posted one of the payloads before.
    rawBefore = awfar.totals().raw();
    List<byte[]> posts = new ArrayList<>();
    for (byte[] body : Payloads.all()) {
      EXPECTED.add(JSON.readTree(body));
      posts.addAll(Collections.nCopies(TIMES, body));
    }
    Collections.shuffle(posts, new Random(42));
    for (byte[] body : posts) {
      assertThat(whatsApp.post(body)).isEqualTo(200);
    }
    totals = awfar.drain(Duration.ofSeconds(60));
  }

  @Test
  void theReportAddsUp() {
    assertThat(totals.contradiction()).isEmpty();
    assertThat(totals.isDrained()).isTrue();
    assertThat(totals.published()).isEqualTo(EXPECTED.size());
    assertThat(totals.quarantined()).isZero();
    assertThat(totals.raw() - rawBefore).isEqualTo(TIMES * EXPECTED.deliveries());
    assertThat(totals.duplicates()).isEqualTo(totals.raw() - EXPECTED.size());
  }

  @Test
  void everyEventIsOnItsTopicOnceAndNoneIsLost() {
    CleanTopics topics =
        new CleanTopics(
            awfar.servers().kafka().bootstrapServers(),
            awfar.servers().registry().url().toString());

    assertThat(
            topics.read(Topics.MESSAGES).stream()
                .map(record ->
                    record.partition()
                        + " "
                        + record.value().getChannelId()
                        + " "
                        + record.value().getWaMessageId()
                        + (record.value().getType() == MessageType.MEDIA_PLACEHOLDER
                            ? " to come"
                            : "")))
        .containsExactlyInAnyOrderElementsOf(EXPECTED.messages());
    assertThat(
            topics.read(Topics.STATUSES).stream()
                .map(ConsumerRecord::value)
                .map(status ->
                    String.join(
                        " ",
                        status.getChannelId(),
                        status.getWaMessageId(),
                        status.getStatusName(),
                        recipient(
                            status.getRecipientUserId(),
                            status.getRecipientId(),
                            status.getGroupId()))))
        .containsExactlyInAnyOrderElementsOf(EXPECTED.statuses());
    assertThat(
            topics.read(Topics.CHANNEL_EVENTS).stream().map(record -> record.value().getEventId()))
        .doesNotHaveDuplicates()
        .hasSameSizeAs(EXPECTED.channelEvents());
  }

  @Test
  void nothingValidIsADeadLetter() {
    List<ConsumerRecord<String, DeadLetter>> deadLetters =
        new CleanTopics(
                awfar.servers().kafka().bootstrapServers(),
                awfar.servers().registry().url().toString())
            .read(Topics.DEAD_LETTERS);

    assertThat(
            deadLetters.stream()
                .map(record -> record.value().getReason() + record.value().getDetail()))
        .isEmpty();
  }

  @Test
  void everyEventIsInTheDatabaseOnce() throws Exception {
    assertThat(count("messages")).isEqualTo(EXPECTED.waMessageIds().size());
    assertThat(count("(select distinct owner_id, wa_message_id from messages) m"))
        .isEqualTo(EXPECTED.waMessageIds().size());
    assertThat(count("message_statuses")).isEqualTo(EXPECTED.statuses().size());
    assertThat(count("channel_events")).isEqualTo(EXPECTED.channelEvents().size());
    assertThat(count("messages m where not exists (select 1 from chats c where c.id = m.chat_id)"))
        .isZero();
  }

  @Test
  void everyFileHasItsFateOnceAndTheApisFilesAreStored() throws Exception {
    List<MediaEvent> events =
        new CleanTopics(
                awfar.servers().kafka().bootstrapServers(),
                awfar.servers().registry().url().toString())
            .read(Topics.MEDIA).stream().map(ConsumerRecord::value).toList();

    assertThat(events.stream().map(MediaEvent::getMessageId)).doesNotHaveDuplicates();
    assertThat(count("media")).isEqualTo(events.size()).isGreaterThanOrEqualTo(totals.files());
    byte[] picture = Payloads.PICTURE.file();
    assertThat(events)
        .filteredOn(event -> event.getMediaId().equals(Payloads.PICTURE.toString()))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getOutcome()).isEqualTo(MediaOutcome.STORED);
          assertThat(event.getSizeBytes()).isEqualTo(picture.length);
          assertThat(object(event.getObjectKey())).isEqualTo(picture);
        });
  }

  @Test
  void anAgentSeesEveryMessageOnceThroughTheApi() throws Exception {
    AgentClient agent = new AgentClient(awfar.endpoints().http(Port.GATEWAY));
    agent.signIn(awfar.credentials().email(), awfar.credentials().password());

    List<String> seen = new ArrayList<>();
    for (String chat : agent.chatIds()) {
      seen.addAll(agent.waMessageIds(chat));
    }

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(new HashSet<>(seen)).isEqualTo(EXPECTED.waMessageIds());
  }

  @Test
  void whatWhatsAppDidNotSignLeavesNothing() throws Exception {
    byte[] body =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[]}".getBytes(StandardCharsets.UTF_8);

    assertThat(whatsApp.post(body, "sha256=" + "0".repeat(64)).statusCode()).isEqualTo(401);
    assertThat(awfar.totals().raw()).isEqualTo(totals.raw());
  }

  @Test
  void everyServiceTellsItsMetrics() throws Exception {
    for (var service : awfar.endpoints().management().entrySet()) {
      assertThat(AgentClient.get(service.getValue().resolve("/actuator/prometheus")))
          .as(service.getKey())
          .contains("jvm_memory_used_bytes")
          .contains("awfar_");
    }
  }

  private static byte[] object(String key) throws Exception {
    try (MinioClient s3 =
            MinioClient.builder()
                .endpoint(awfar.servers().s3().endpoint().toString())
                .credentials(awfar.credentials().s3AccessKey(), awfar.credentials().s3SecretKey())
                .region("us-east-1")
                .build();
        var object =
            s3.getObject(GetObjectArgs.builder().bucket("awfar-media").object(key).build())) {
      return object.readAllBytes();
    }
  }

  private static String recipient(String userId, String id, String groupId) {
    return userId != null ? userId : id != null ? id : groupId != null ? groupId : "";
  }

  private static long count(String from) throws Exception {
    String url =
        "jdbc:postgresql://localhost:%d/%s?user=%s"
            .formatted(awfar.servers().postgres().port(), Servers.DATABASE, "awfar");
    try (var connection = DriverManager.getConnection(url);
        var rows = connection.createStatement().executeQuery("select count(*) from " + from)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
