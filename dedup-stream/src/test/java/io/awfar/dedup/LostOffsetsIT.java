package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/// The broker has dropped the group, as it does when nobody was there for long.
@Timeout(120)
class LostOffsetsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /// Longer ago than the memory: what is read again is published again.
  private static final Instant FORGOTTEN = Instant.now().minus(Duration.ofDays(20));

  private final int port = FreePorts.next();
  private final ManagementPort management = new ManagementPort(port);
  private EmbeddedKafka kafka;
  private TestRegistry registry;
  private RawTopic raw;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    kafka = EmbeddedKafka.start(folder, FreePorts.next(), FreePorts.next());
    registry = TestRegistry.start();
    raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl());
  }

  @AfterEach
  void stop() {
    raw.close();
    registry.close();
    kafka.close();
  }

  @Test
  void aGroupWhoseOffsetsAreGoneGoesOnWhereItWasWithNothingTwiceAndNothingSkipped()
      throws Exception {
    processTheFirstTwo();
    try (Admin admin = admin()) {
      dropGroup(admin);
    }
    raw.sendAlone("1", Payloads.text("wamid.old-and-new-here", FORGOTTEN));
    raw.sendAlone("2", Payloads.text("wamid.in-a-new-partition", Instant.now()));

    try (var service = service()) {
      awaitCounts(4, 4);
    }
    assertThat(messages())
        .containsExactlyInAnyOrder(
            "wamid.forgotten", "wamid.known", "wamid.old-and-new-here", "wamid.in-a-new-partition");
  }

  @Test
  void aRawTopicThatWasMadeAnewIsReadFromItsStart() throws Exception {
    processTheFirstTwo();
    try (Admin admin = admin()) {
      dropGroup(admin);
      admin.deleteTopics(List.of(Topics.RAW_EVENTS.name())).all().get();
      NewTopic made = Topics.RAW_EVENTS.newTopic((short) 1);
      await().ignoreExceptions().until(() -> admin.createTopics(List.of(made)).all().get() == null);
    }
    try (RawTopic anew = new RawTopic(kafka.bootstrapServers(), registry.baseUrl())) {
      for (int i = 0; i < 5; i++) {
        anew.sendAlone("1", Payloads.text("wamid.anew-" + i, Instant.now()));
      }
    }

    try (var service = service()) {
      awaitCounts(7, 7);
    }
  }

  /// Both in one partition, so that the first is forgotten when the second comes.
  private void processTheFirstTwo() throws Exception {
    try (var service = service()) {
      await().atMost(PATIENCE).until(management::isReady);
      raw.sendAlone("1", Payloads.text("wamid.forgotten", FORGOTTEN));
      raw.sendAlone("1", Payloads.text("wamid.known", Instant.now()));
      awaitCounts(2, 2);
    }
  }

  /// Once the broker misses the member, which would come back.
  private static void dropGroup(Admin admin) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> admin.deleteConsumerGroups(List.of("dedup-stream")).all().get() == null);
  }

  private void awaitCounts(int received, int published) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(management.counts())
                .isEqualTo(new ManagementPort.Counts(received, published, 0, 0)));
  }

  private List<String> messages() {
    try (CleanTopics clean = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl())) {
      clean.drain();
      return clean.values(Topics.MESSAGES).stream().map(Message::getWaMessageId).toList();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private ConfigurableApplicationContext service() {
    return DedupStream.application()
        .run(ServiceArguments.of(kafka.bootstrapServers(), registry.baseUrl(), port));
  }
}
