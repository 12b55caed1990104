package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.topic.Topics;
import io.awfar.simulator.Simulator;
import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.fault.Fault;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What becomes of commands, with the simulator as WhatsApp.
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class SendIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Simulator whatsApp;
  private RunningIngest ingest;
  private Commands commands;
  private TopicReader<SendAttempt> attempts;
  private TopicReader<RawEvent> raw;

  @BeforeAll
  void start() {
    whatsApp = Simulator.start(SilentWhatsApp.settings().build());
    String broker = TestKafka.bootstrapServers();
    ingest =
        RunningIngest.startSending(
                broker,
                TestRegistry.url(),
                RunningIngest.TOKEN,
                "awfar.ingest.send.api-url=" + whatsApp.api())
            .awaitReady();
    commands = new Commands(broker, TestRegistry.url());
    attempts = new TopicReader<>(broker, TestRegistry.url(), Topics.SEND_ATTEMPTS);
    raw = new TopicReader<>(broker, TestRegistry.url(), Topics.RAW_EVENTS);
  }

  @AfterAll
  void stop() {
    attempts.close();
    raw.close();
    commands.close();
    ingest.close();
    whatsApp.close();
  }

  @Test
  void aTextIsSentOnceAndItsOutcomeIsARawEvent() throws Exception {
    long before = whatsApp.sends().sendsAccepted();
    SendCommand command = commands.send(Commands.text("4915112345", "hello").build());

    JsonNode outcome = awaitOutcome(command);

    assertThat(outcome.path("status").asString()).isEqualTo("accepted");
    assertThat(outcome.path("id").asString()).startsWith("wamid.");
    assertThat(outcome.path("recipient_id").asString()).isEqualTo("4915112345");
    assertThat(whatsApp.sends().sendsAccepted()).isEqualTo(before + 1);
    awaitSteps(command, AttemptStep.STARTED, AttemptStep.ACCEPTED);
  }

  @Test
  void whatWhatsAppRefusesForGoodHasFailedWithItsCode() throws Exception {
    SendCommand command = commands.send(Commands.text("1999131047", "too late").build());

    JsonNode outcome = awaitOutcome(command);

    assertThat(outcome.path("status").asString()).isEqualTo("failed");
    assertThat(outcome.path("errors").path(0).path("code").asInt()).isEqualTo(131047);
    awaitSteps(command, AttemptStep.STARTED, AttemptStep.FAILED);
  }

  @Test
  void whatWhatsAppWouldRefuseIsNotCalledFor() throws Exception {
    long before = whatsApp.sends().sendsRefused();
    SendCommand command = commands.send(Commands.text("4915112346", "x".repeat(4097)).build());

    JsonNode outcome = awaitOutcome(command);

    assertThat(outcome.path("errors").path(0).path("title").asString()).isEqualTo("too-long");
    assertThat(whatsApp.sends().sendsRefused()).isEqualTo(before);
    awaitSteps(command, AttemptStep.FAILING, AttemptStep.FAILED);
  }

  @Test
  void aCallWithoutAnAnswerIsNeverRepeatedAndUnconfirmedIfNoStatusTellsOfIt() throws Exception {
    long before = whatsApp.sends().sendsRepeated();
    SendCommand command = commands.send(Commands.text("19971", "are you there?").build());

    JsonNode outcome = awaitOutcome(command);

    assertThat(outcome.path("status").asString()).isEqualTo("unconfirmed");
    assertThat(outcome.path("id").isMissingNode()).isTrue();
    assertThat(whatsApp.sends().sendsRepeated()).isEqualTo(before);
    awaitSteps(command, AttemptStep.STARTED, AttemptStep.UNCONFIRMED);
  }

  @Test
  void aSuccessWithoutTheIdOfAMessageIsADoubtAndTheSendDoesNotVanish() throws Exception {
    whatsApp.faults().add(Fault.of(new Effect.NoId()).to("4915112348").times(1));
    SendCommand command = commands.send(Commands.text("4915112348", "are you there?").build());

    assertThat(awaitOutcome(command).path("status").asString()).isEqualTo("unconfirmed");
    awaitSteps(command, AttemptStep.STARTED, AttemptStep.UNCONFIRMED);
  }

  @Test
  void aProxysUnavailableIsADoubtForTheMessageMayHaveBeenTaken() throws Exception {
    long before = whatsApp.sends().sendsRepeated();
    whatsApp
        .faults()
        .add(Fault.of(new Effect.HttpError(503)).afterAccepting().to("4915112349").times(1));
    SendCommand command = commands.send(Commands.text("4915112349", "are you there?").build());

    assertThat(awaitOutcome(command).path("status").asString()).isEqualTo("unconfirmed");
    assertThat(whatsApp.sends().sendsRepeated()).isEqualTo(before);
    awaitSteps(command, AttemptStep.STARTED, AttemptStep.UNCONFIRMED);
  }

  @Test
  void anotherWorkspaceCannotUseTheNumber() throws Exception {
    SendCommand command =
        commands.send(Commands.text("4915112347", "hi").setOwnerId(UUID.randomUUID()).build());

    assertThat(awaitOutcome(command).path("errors").path(0).path("title").asString())
        .isEqualTo("unknown-channel");
  }

  @Test
  void theSendsOfAChatStayInOrderThroughRefusalsThatPass() throws Exception {
    // Too many to this person: refused as long as the script says, so only the order is looked at.
    SendCommand first = commands.send(Commands.text("1999131056", "1").build());
    SendCommand second = commands.send(Commands.text("1999131056", "2").build());

    await()
        .atMost(PATIENCE)
        .until(() -> steps(first).stream().filter(AttemptStep.NOT_SENT::equals).count() >= 3);

    assertThat(steps(second)).isEmpty();
  }

  private JsonNode awaitOutcome(SendCommand command) {
    String identity = "o|" + command.getSendId() + '|';
    RawEvent event =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    raw.values().stream()
                        .filter(value -> value.getIdentity().startsWith(identity))
                        .findFirst()
                        .orElse(null),
                found -> found != null);
    assertThat(event.getKind()).isEqualTo(EventKind.SEND_OUTCOME);
    JsonNode status = JSON.readTree(RawTopic.payload(event)).path("statuses").path(0);
    assertThat(status.path("biz_opaque_callback_data").asString())
        .isEqualTo(command.getSendId().toString());
    return status;
  }

  private void awaitSteps(SendCommand command, AttemptStep... steps) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(steps(command)).containsExactly(steps));
  }

  private List<AttemptStep> steps(SendCommand command) {
    return attempts.values().stream()
        .filter(step -> step.getSendId().equals(command.getSendId()))
        .map(SendAttempt::getStep)
        .toList();
  }
}
