package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.topic.Topics;
import io.awfar.simulator.Simulator;
import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.fault.Fault;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.ChannelState;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// Numbers that are managed at run time send with what they have of their own.
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class SendManagedIT {

  private static final String TOKEN = "token-of-its-own";
  private static final UUID OWNER = UUID.randomUUID();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Simulator whatsApp;
  private RunningIngest ingest;
  private Commands commands;
  private ChannelTopic channels;
  private TopicReader<SendAttempt> attempts;

  @BeforeAll
  void start() {
    String broker = TestKafka.bootstrapServers();
    String keys = ChannelKeys.generate("one");
    whatsApp =
        Simulator.start(
            SilentWhatsApp.settings()
                .numbers(List.of("8001", "8002", "8003", "8005", "8006"))
                .accessToken(TOKEN)
                .build());
    ingest =
        RunningIngest.startSending(
                broker,
                TestRegistry.url(),
                "AWFAR_CHANNEL_KEYS=" + keys,
                "awfar.ingest.send.pause-time=10m",
                "awfar.ingest.send.api-url=" + whatsApp.api())
            .awaitReady();
    commands = new Commands(broker, TestRegistry.url());
    channels = new ChannelTopic(broker, TestRegistry.url(), keys);
    attempts = new TopicReader<>(broker, TestRegistry.url(), Topics.SEND_ATTEMPTS);
  }

  @AfterAll
  void stop() {
    attempts.close();
    channels.close();
    commands.close();
    ingest.close();
    whatsApp.close();
  }

  @Test
  void aNumberWhoseTokenIsRefusedGoesOnAsSoonAsItHasAnother() throws Exception {
    put("8001", ChannelState.ACTIVE, "expired", 1);
    SendCommand command = ask("8001");
    await().atMost(PATIENCE).until(() -> steps(command).contains(AttemptStep.NOT_SENT));

    put("8001", ChannelState.ACTIVE, TOKEN, 2);

    await().atMost(PATIENCE).until(() -> steps(command).contains(AttemptStep.ACCEPTED));
    assertThat(ingest.actuator("health").body()).doesNotContain("\"8001\":190");
  }

  @Test
  void aPausedNumberThatIsDeletedIsNotCalledPausedAnyMore() throws Exception {
    put("8006", ChannelState.ACTIVE, "expired", 1);
    SendCommand command = ask("8006");
    await().atMost(PATIENCE).until(() -> ingest.actuator("health").body().contains("\"8006\":190"));

    channels.delete("8006");

    await().atMost(PATIENCE).until(() -> steps(command).contains(AttemptStep.FAILED));
    await()
        .atMost(PATIENCE)
        .until(() -> !ingest.actuator("health").body().contains("\"8006\":190"));
  }

  @Test
  void theSendsOfANumberThatItsOwnerPausedWait() throws Exception {
    put("8002", ChannelState.PAUSED, TOKEN, 1);
    put("8003", ChannelState.ACTIVE, TOKEN, 1);
    SendCommand waits = ask("8002");
    SendCommand goes = ask("8003");
    await().atMost(PATIENCE).until(() -> steps(goes).contains(AttemptStep.ACCEPTED));
    assertThat(steps(waits)).isEmpty();

    put("8002", ChannelState.ACTIVE, TOKEN, 2);

    await().atMost(PATIENCE).until(() -> steps(waits).contains(AttemptStep.ACCEPTED));
  }

  @Test
  void aNumberWithoutATokenIsNone() throws Exception {
    SendCommand command = ask("8004");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(steps(command)).containsExactly(AttemptStep.FAILING, AttemptStep.FAILED));
  }

  @Test
  void anotherWorkspaceDoesNotSendWithAManagedNumber() throws Exception {
    put("8003", ChannelState.ACTIVE, TOKEN, 3);
    SendCommand command =
        commands.send(
            Commands.text("49178003", "hi")
                .setChannelId("8003")
                .setOwnerId(UUID.randomUUID())
                .build());

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(steps(command)).containsExactly(AttemptStep.FAILING, AttemptStep.FAILED));
  }

  @Test
  void whatWaitsForANumberDoesNotLeaveOnceItIsAnotherWorkspaces() throws Exception {
    put("8005", ChannelState.ACTIVE, TOKEN, 1);
    Duration asked = Duration.ofSeconds(5);
    whatsApp.faults().add(Fault.of(new Effect.Refuse(130429, 429, asked)).to("49178005").times(1));
    SendCommand command = ask("8005");
    await().atMost(PATIENCE).until(() -> steps(command).contains(AttemptStep.NOT_SENT));

    put("8005", UUID.randomUUID(), ChannelState.ACTIVE, TOKEN, 2);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(steps(command))
                .containsExactly(
                    AttemptStep.STARTED,
                    AttemptStep.NOT_SENT,
                    AttemptStep.FAILING,
                    AttemptStep.FAILED));
  }

  private void put(String id, ChannelState state, String token, long version) throws Exception {
    put(id, OWNER, state, token, version);
  }

  /// Returns once the service knows it.
  private void put(String id, UUID owner, ChannelState state, String token, long version)
      throws Exception {
    channels.put(id, owner, state, token, version);
    var directory = ingest.bean(ChannelDirectory.class);
    await()
        .atMost(PATIENCE)
        .until(() ->
            directory
                .find(id)
                .filter(found -> found.channel().getVersion() == version)
                .isPresent());
  }

  private SendCommand ask(String channelId) throws Exception {
    return commands.send(
        Commands.text("4917" + channelId, "hi").setChannelId(channelId).setOwnerId(OWNER).build());
  }

  private List<AttemptStep> steps(SendCommand command) {
    return attempts.values().stream()
        .filter(step -> step.getSendId().equals(command.getSendId()))
        .map(SendAttempt::getStep)
        .toList();
  }
}
