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
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      Message strange =
          Message.newBuilder(message("7772", "772", content))
              .setSentAt(Instant.now().minus(Duration.ofDays(7)).plus(Duration.ofSeconds(5)))
              .build();
      Message own = message("7771", "771", content);
      topics.send(strange);
      await()
          .until(() -> {
            topics.send(message("7771", "771", content));
            return topics.laneVisitsOf(strange).contains("retry-1 access-refused");
          });
      topics.send(own);
      assertThat(topics.eventOf(own).getOutcome()).isEqualTo(MediaOutcome.STORED);
      assertThat(topics.eventOf(strange).getOutcome()).isEqualTo(MediaOutcome.EXPIRED);
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
    return TestMessages.message(MessageType.IMAGE, "image")
        .setChannelId(channelId)
        .setWaChatId(channelId + "|49151000001")
        .setMedia(TestMessages.media(mediaId).setSha256(TestFiles.base64(content)).build())
        .build();
  }

  /// As the gateway does.
  private static void put(String id, String accessToken) throws Exception {
    ChannelSecrets secrets =
        new ChannelSecrets(Optional.empty(), Optional.of(accessToken), Optional.empty());
    Channel channel =
        Channel.newBuilder()
            .setChannelId(id)
            .setOwnerId(TestMessages.OWNER)
            .setBusinessAccountId("1")
            .setName("Sales")
            .setState(ChannelState.ACTIVE)
            .setCredentials(SealedCredentials.seal(id, secrets, ChannelKeys.parse(KEYS)))
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
