package io.awfar.ingest;

import static io.awfar.ingest.RunningIngest.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.ChannelState;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ManagedChannelsIT {

  private static final String KAFKA = TestKafka.bootstrapServers();
  private static final String REGISTRY = TestRegistry.url();
  private static final String KEYS = ChannelKeys.generate("one");
  private static final UUID NORTH = UUID.randomUUID();
  private static final UUID SOUTH = UUID.randomUUID();

  private static RunningIngest ingest;
  private static ChannelTopic channels;

  @BeforeAll
  static void start() {
    ingest = RunningIngest.startManaged(KAFKA, REGISTRY, KEYS).awaitReady();
    channels = new ChannelTopic(KAFKA, REGISTRY, KEYS);
  }

  @AfterAll
  static void stop() {
    channels.close();
    ingest.close();
  }

  @Test
  void aNumberWorksWithinASecondOfBeingAddedAndItsEventsBelongToItsWorkspace() throws Exception {
    assertThat(Quickest.of(n -> addAndPost("7001" + n))).isLessThan(Duration.ofSeconds(1));

    for (int n = 0; n < 3; n++) {
      assertThat(RawTopic.read(KAFKA, REGISTRY, "7001" + n))
          .isNotEmpty()
          .allSatisfy(record -> assertThat(record.value().getOwnerId()).isEqualTo(NORTH));
    }
  }

  private static void addAndPost(String number) throws Exception {
    String secret = "secret-" + number;
    assertThat(post(number, secret).statusCode()).isEqualTo(401);

    channels.put(number, NORTH, ChannelState.ACTIVE, secret, "token-" + number);

    await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(post(number, secret).statusCode()).isEqualTo(200));
  }

  @Test
  void theHandshakeTakesTheTokenOfAManagedNumber() throws Exception {
    channels.put("7002", NORTH, ChannelState.ACTIVE, "secret-7002", "token-7002");

    await()
        .untilAsserted(() -> {
          HttpResponse<String> answer = handshake("token-7002");
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.body()).isEqualTo("42");
        });
    assertThat(handshake("token-7003").statusCode()).isEqualTo(403);
    assertThat(handshake("").statusCode()).isEqualTo(403);
  }

  @Test
  void theSecretOfOneWorkspaceDoesNotSignForTheNumberOfAnother() throws Exception {
    channels.put("7004", NORTH, ChannelState.ACTIVE, "secret-7004", null);
    channels.put("7005", SOUTH, ChannelState.ACTIVE, "secret-7005", null);
    await().until(() -> post("7005", "secret-7005").statusCode() == 200);

    HttpResponse<String> answer = post("7004", "secret-7005");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"foreign_channel\"").doesNotContain("7004");
    assertThat(RawTopic.read(KAFKA, REGISTRY, "7004")).isEmpty();
  }

  @Test
  void aNumberThatNobodyManagesIsRefusedBesideOneThatIs() throws Exception {
    channels.put("7006", NORTH, ChannelState.ACTIVE, "secret-7006", null);
    await().until(() -> post("7006", "secret-7006").statusCode() == 200);

    assertThat(post("7007", "secret-7006").body()).contains("\"foreign_channel\"");
    assertThat(RawTopic.read(KAFKA, REGISTRY, "7007")).isEmpty();
  }

  @Test
  void whatIsOfAManagedNumberIsTakenInThoughTheSamePostHasEventsOfOneThatIsNot() throws Exception {
    channels.put("7114", NORTH, ChannelState.ACTIVE, "secret-7114", null);
    await().until(() -> post("7114", "secret-7114").statusCode() == 200);
    int before = RawTopic.read(KAFKA, REGISTRY, "7114").size();

    byte[] body = Webhooks.texts(List.of("7114", "7115")).getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer = ingest.post(body, signature(body, "secret-7114"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"foreign_channel\"");
    assertThat(RawTopic.read(KAFKA, REGISTRY, "7114")).hasSize(before + 1);
    assertThat(RawTopic.read(KAFKA, REGISTRY, "7115")).isEmpty();
  }

  @Test
  void aPausedNumberStillReceives() throws Exception {
    channels.put("7008", NORTH, ChannelState.PAUSED, "secret-7008", null);

    await().until(() -> post("7008", "secret-7008").statusCode() == 200);
  }

  @Test
  void aDeletedNumberIsRefused() throws Exception {
    channels.put("7009", NORTH, ChannelState.ACTIVE, "secret-7009", "token-7009");
    await().until(() -> post("7009", "secret-7009").statusCode() == 200);

    channels.delete("7009");

    await()
        .untilAsserted(
            () -> assertThat(post("7009", "secret-7009").body()).contains("\"invalid_signature\""));
    assertThat(handshake("token-7009").statusCode()).isEqualTo(403);
  }

  @Test
  void aNumberThatOurKeysDoNotOpenIsTemporarilyUnusableAndTheOthersGoOn() throws Exception {
    try (ChannelTopic foreign =
        new ChannelTopic(KAFKA, REGISTRY, ChannelKeys.generate("another"))) {
      channels.put("7010", NORTH, ChannelState.ACTIVE, "secret-7010", null);
      foreign.put("7011", NORTH, ChannelState.ACTIVE, "secret-7011", null);
    }

    await()
        .untilAsserted(
            () -> assertThat(post("7011", "secret-7010").body()).contains("\"channel_unusable\""));
    assertThat(post("7010", "secret-7010").statusCode()).isEqualTo(200);
    assertThat(ingest.actuator("prometheus").body())
        .containsPattern("awfar_ingest_channels_unusable [1-9]");
  }

  @Test
  void noSecretIsInAnswersOrLog(CapturedOutput output) throws Exception {
    channels.put("7012", NORTH, ChannelState.ACTIVE, "secret-7012", "token-7012");
    try (ChannelTopic foreign =
        new ChannelTopic(KAFKA, REGISTRY, ChannelKeys.generate("another"))) {
      foreign.put("7013", NORTH, ChannelState.ACTIVE, "secret-7013", "token-7013");
    }
    await().until(() -> post("7012", "secret-7012").statusCode() == 200);
    await().until(() -> output.getAll().contains("7013"));

    assertThat(post("7013", "secret-7012").body()).doesNotContain("secret-", "token-");
    assertThat(post("7012", "secret-7013").body()).doesNotContain("secret-", "token-");
    assertThat(handshake("token-7014").body()).doesNotContain("token-7");
    assertThat(output.getAll()).doesNotContain("secret-70", "token-70");
  }

  private static HttpResponse<String> post(String channelId, String secret) throws Exception {
    byte[] body = Webhooks.texts(channelId, 1, 1).getBytes(StandardCharsets.UTF_8);
    return ingest.post(body, signature(body, secret));
  }

  private static HttpResponse<String> handshake(String token) throws Exception {
    return ingest.send(
        RunningIngest.get(
            ingest.url("/webhook?hub.mode=subscribe&hub.challenge=42&hub.verify_token=" + token)));
  }
}
