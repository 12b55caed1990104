package io.awfar.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelTokensIT {

  private static final String KEYS = ChannelKeys.generate("one");

  @TempDir private static Path spool;

  @Test
  void theFilesOfANumberAreFetchedWithItsOwnTokenFromTheMomentItHasOne() throws Exception {
    byte[] content = TestFiles.random(10_000, 7);
    try (PlayedApi api = PlayedApi.start();
        // The deployment has a token that WhatsApp does not take.
        RunningService service =
            RunningService.start(
                api,
                spool,
                Map.of("AWFAR_WHATSAPP_ACCESS_TOKEN", "of-nobody", "AWFAR_CHANNEL_KEYS", KEYS));
        TestTopics topics = TestTopics.committed()) {
      api.file("771", content);
      Message waiting = message("7771", "771", content);
      topics.send(waiting);
      await().until(() -> service.readiness() == 503);
      assertThat(topics.eventsOf(waiting.getMessageId())).isEmpty();

      put("7771", PlayedApi.TOKEN);

      assertThat(topics.eventOf(waiting).getOutcome()).isEqualTo(MediaOutcome.STORED);
      await().until(() -> service.readiness() == 200);

      // It is not lent to another number, which fails while the first goes on.
      api.file("772", content);
      Message strange = message("7772", "772", content);
      Message old =
          Message.newBuilder(message("7772", "772", content))
              .setReceivedAt(Instant.now().minus(Duration.ofDays(8)))
              .build();
      Message own = message("7771", "771", content);
      topics.send(strange, old);
      await().until(() -> topics.laneVisitsOf(strange).contains("retry-1 access-refused"));
      topics.send(own);
      assertThat(topics.eventOf(own).getOutcome()).isEqualTo(MediaOutcome.STORED);
      assertThat(topics.eventOf(old).getOutcome()).isEqualTo(MediaOutcome.EXPIRED);
      assertThat(topics.eventsOf(strange.getMessageId())).isEmpty();

      // Nobody's files pass with the token of the deployment, and this is to be seen.
      assertThat(service.readiness()).isEqualTo(503);
      assertThat(service.actuator("health/readiness").body())
          .contains("whatsapp-access-refused", "\"numbersRefused\":1");
      put("7772", PlayedApi.TOKEN);
      assertThat(topics.eventOf(strange).getOutcome()).isEqualTo(MediaOutcome.STORED);
      await().until(() -> service.readiness() == 200);
    }
  }

  /// What is wrong with the token of a number.
  enum Token {
    REFUSED("access-refused"),
    UNREADABLE("unreadable-token"),
    NONE("no-token");

    private final String reason;

    Token(String reason) {
      this.reason = reason;
    }

    private void put(String channelId) throws Exception {
      switch (this) {
        case REFUSED -> ChannelTokensIT.put(channelId, "of-nobody");
        case UNREADABLE ->
            ChannelTokensIT.put(
                channelId, Optional.of(PlayedApi.TOKEN), ChannelKeys.generate("another"));
        case NONE -> ChannelTokensIT.put(channelId, Optional.empty(), KEYS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Token.class)
  void aNumberWithoutAUsableTokenHoldsUpNobodyElseAndLosesNothing(Token token) throws Exception {
    byte[] content = TestFiles.random(10_000, 9);
    String broken = "778" + token.ordinal();
    String good = "779" + token.ordinal();
    try (PlayedApi api = PlayedApi.start();
        RunningService service =
            RunningService.start(
                api, spool, Map.of("AWFAR_WHATSAPP_ACCESS_TOKEN", "", "AWFAR_CHANNEL_KEYS", KEYS));
        TestTopics topics = TestTopics.committed()) {
      token.put(broken);
      put(good, PlayedApi.TOKEN);
      api.file("773", content);
      // At the head of all partitions, with nothing else to come through.
      List<Message> waiting =
          IntStream.range(0, 40).mapToObj(n -> message(broken, "773", content, n)).toList();
      topics.send(waiting.toArray(Message[]::new));
      await()
          .until(() ->
              waiting.stream()
                  .allMatch(each -> topics.laneVisitsOf(each).contains("retry-1 " + token.reason)));
      assertThat(service.readiness()).isEqualTo(200);

      // With urls in their webhooks, so that nothing is looked up.
      Message other = TestMessages.withUrl(message(good, "773", content), api.url() + "/file/773");
      topics.send(other);
      assertThat(topics.eventOf(other).getOutcome()).isEqualTo(MediaOutcome.STORED);
      assertThat(waiting).allMatch(each -> topics.eventsOf(each.getMessageId()).isEmpty());
      assertThat(service.actuator("prometheus").body())
          .contains(
              "awfar_media_numbers_refused 1.0",
              "awfar_media_deferred_total{lane=\"retry-1\",reason=\"" + token.reason + "\"} 40.0");

      put(broken, PlayedApi.TOKEN);
      for (Message each : waiting) {
        assertThat(topics.eventOf(each).getOutcome()).isEqualTo(MediaOutcome.STORED);
      }
      assertThat(service.actuator("prometheus").body()).contains("awfar_media_numbers_refused 0.0");
    }
  }

  @Test
  void aNumberThatTheEnvironmentGivesToAnotherWorkspaceKeepsTheTokenOfTheDeployment()
      throws Exception {
    byte[] content = TestFiles.random(10_000, 8);
    try (PlayedApi api = PlayedApi.start();
        RunningService service =
            RunningService.start(
                api,
                spool,
                Map.of(
                    "AWFAR_CHANNEL_KEYS",
                    KEYS,
                    "awfar.ingest.channel.owners.7774",
                    "00000000-0000-4000-8000-0000000000bb"));
        TestTopics topics = TestTopics.committed()) {
      put("7774", "of-somebody-else");
      await()
          .untilAsserted(() ->
              assertThat(service.actuator("prometheus").body())
                  .contains("awfar_media_channels_unusable 1.0"));

      api.file("774", content);
      Message message = message("7774", "774", content);
      topics.send(message);

      assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    }
  }

  private static Message message(String channelId, String mediaId, byte[] content) {
    return message(channelId, mediaId, content, 1);
  }

  private static Message message(String channelId, String mediaId, byte[] content, int chat) {
    return TestMessages.message(MessageType.IMAGE, "image")
        .setChannelId(channelId)
        .setWaChatId(channelId + "|4915100000" + chat)
        .setMedia(TestMessages.media(mediaId).setSha256(TestFiles.base64(content)).build())
        .build();
  }

  /// As the gateway does.
  private static void put(String id, String accessToken) throws Exception {
    put(id, Optional.of(accessToken), KEYS);
  }

  private static void put(String id, Optional<String> accessToken, String keys) throws Exception {
    ChannelSecrets secrets = new ChannelSecrets(Optional.empty(), accessToken, Optional.empty());
    Channel channel =
        Channel.newBuilder()
            .setChannelId(id)
            .setOwnerId(TestMessages.OWNER)
            .setBusinessAccountId("1")
            .setName("Sales")
            .setState(ChannelState.ACTIVE)
            .setCredentials(SealedCredentials.seal(id, secrets, ChannelKeys.parse(keys)))
            .setSendsPerSecond(80)
            .setUpdatedAt(Instant.now())
            .setVersion(1)
            .build();
    AvroSerializer<Channel> values = new AvroSerializer<>();
    values.configure(RunningService.kafka(), false);
    try (var producer =
        new KafkaProducer<>(RunningService.kafka(), new StringSerializer(), values)) {
      producer.send(new ProducerRecord<>(Topics.CHANNELS.name(), id, channel)).get();
    }
  }
}
