package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.simulator.Simulator;
import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.fault.Fault;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import io.awfar.whatsapp.WhatsAppError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who waits for whom.
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class SendLinesIT {

  private static final String BLOCKED = "2065403522429";
  private static final String OTHER = "2065403522430";
  private static final String FAILING = "2065403522431";
  private static final String OUT = "2065403522432";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Simulator whatsApp;
  private RunningIngest ingest;
  private Commands commands;
  private TopicReader<SendAttempt> attempts;

  @BeforeAll
  void start() {
    whatsApp =
        Simulator.start(
            SilentWhatsApp.settings().numbers(List.of(BLOCKED, OTHER, FAILING, OUT)).build());
    String broker = TestKafka.bootstrapServers();
    ingest =
        RunningIngest.startSending(
                broker,
                TestRegistry.url(),
                RunningIngest.TOKEN,
                "awfar.ingest.send.api-url=" + whatsApp.api(),
                "awfar.ingest.send.sends-per-second=20",
                "awfar.ingest.send.pause-time=2s")
            .awaitReady();
    commands = new Commands(broker, TestRegistry.url());
    attempts = new TopicReader<>(broker, TestRegistry.url(), Topics.SEND_ATTEMPTS);
  }

  @AfterAll
  void stop() {
    attempts.close();
    commands.close();
    ingest.close();
    whatsApp.close();
  }

  @Test
  void aNumberThatWhatsAppPausesIsShownAndTriedAgainWhileOthersGoOn() throws Exception {
    commands.send(Commands.text("1999131031", "locked").setChannelId(BLOCKED).build());
    await()
        .atMost(PATIENCE)
        .until(() -> ingest.actuator("health").body().contains("\"" + BLOCKED + "\":131031"));
    assertThat(ingest.actuator("prometheus").body())
        .contains("awfar_ingest_send_numbers_paused 1.0");

    SendCommand waits = commands.send(Commands.text("49151", "1").setChannelId(BLOCKED).build());
    SendCommand goes = commands.send(Commands.text("49152", "2").setChannelId(OTHER).build());

    await().atMost(PATIENCE).until(() -> steps(goes).contains(AttemptStep.ACCEPTED));
    assertThat(steps(waits)).doesNotContain(AttemptStep.ACCEPTED);
    await().atMost(PATIENCE).until(() -> steps(waits).contains(AttemptStep.ACCEPTED));
  }

  @Test
  void aNumberWhoseMessagesFailAfterwardsForItsAccountIsPausedAsIfAnAnswerHadToldOfIt()
      throws Exception {
    SendCommand failed = commands.send(Commands.text("49155", "1").setChannelId(FAILING).build());
    await().atMost(PATIENCE).until(() -> steps(failed).contains(AttemptStep.ACCEPTED));
    try (KafkaProducer<String, MessageStatus> statuses = statuses()) {
      await()
          .atMost(PATIENCE)
          .until(() -> {
            statuses.send(new ProducerRecord<>(Topics.STATUSES.name(), failure(failed))).get();
            return ingest.actuator("health").body().contains("\"" + FAILING + "\":131042");
          });
    }

    SendCommand waits = commands.send(Commands.text("49156", "2").setChannelId(FAILING).build());
    SendCommand goes = commands.send(Commands.text("49157", "3").setChannelId(OTHER).build());

    await().atMost(PATIENCE).until(() -> steps(goes).contains(AttemptStep.ACCEPTED));
    assertThat(steps(waits)).doesNotContain(AttemptStep.ACCEPTED);
    await().atMost(PATIENCE).until(() -> steps(waits).contains(AttemptStep.ACCEPTED));
  }

  private static KafkaProducer<String, MessageStatus> statuses() {
    AvroSerializer<MessageStatus> values = new AvroSerializer<>();
    values.configure(Map.of("schema.registry.url", TestRegistry.url()), false);
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", TestKafka.bootstrapServers()), new StringSerializer(), values);
  }

  private static MessageStatus failure(SendCommand send) {
    Instant now = Instant.now();
    return MessageStatus.newBuilder()
        .setOwnerId(send.getOwnerId())
        .setChannelId(send.getChannelId())
        .setWaChatId(send.getChannelId() + "|" + send.getTo())
        .setWaMessageId("wamid.failed")
        .setStatus(DeliveryStatus.FAILED)
        .setStatusName("failed")
        .setRecipientId(send.getTo())
        .setOccurredAt(now)
        .setReceivedAt(now)
        .setErrors(List.of(new WhatsAppError(131042, "Payment issue", null, null, null)))
        .setCallbackData(send.getSendId().toString())
        .build();
  }

  @Test
  void aChatThatGetsTooMuchWaitsAlone() throws Exception {
    SendCommand slow =
        commands.send(Commands.text("1999131056", "slow").setChannelId(OTHER).build());
    await().atMost(PATIENCE).until(() -> steps(slow).contains(AttemptStep.NOT_SENT));

    SendCommand goes = commands.send(Commands.text("49153", "fast").setChannelId(OTHER).build());

    await().atMost(PATIENCE).until(() -> steps(goes).contains(AttemptStep.ACCEPTED));
    assertThat(steps(slow)).doesNotContain(AttemptStep.FAILED, AttemptStep.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({"130429, 429", "1, 503", "131056, 429"})
  void noCallIsMadeBeforeTheTimeThatWhatsAppAsksToWait(int code, int http) throws Exception {
    String to = "4917" + code;
    Duration asked = Duration.ofSeconds(2);
    whatsApp.faults().add(Fault.of(new Effect.Refuse(code, http, asked)).to(to).times(1));
    SendCommand refused = commands.send(Commands.text(to, "x").setChannelId(OTHER).build());

    await().atMost(PATIENCE).until(() -> steps(refused).contains(AttemptStep.ACCEPTED));

    assertThat(Duration.between(started(refused, 1), started(refused, 2)))
        .isGreaterThanOrEqualTo(asked);
  }

  @Test
  void whileANumberHasToWaitNoneOfItsChatsIsCalledFor() throws Exception {
    whatsApp
        .faults()
        .add(Fault.of(new Effect.Refuse(130429, 429, Duration.ofSeconds(2))).to("49180").times(1));
    SendCommand refused = commands.send(Commands.text("49180", "x").setChannelId(OTHER).build());
    await().atMost(PATIENCE).until(() -> steps(refused).contains(AttemptStep.NOT_SENT));

    SendCommand behind = commands.send(Commands.text("49181", "x").setChannelId(OTHER).build());
    await().atMost(PATIENCE).until(() -> steps(behind).contains(AttemptStep.ACCEPTED));

    assertThat(Duration.between(started(refused, 1), started(behind, 1)))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anOutageThatMayHaveTakenMessagesCostsAFewOfThoseThatWaitAndTheOthersAreSentAfterIt()
      throws Exception {
    Instant start = Instant.now();
    long outage = whatsApp.faults().add(Fault.of(new Effect.HttpError(503)).from(OUT));
    List<SendCommand> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sent.add(commands.send(Commands.text("4919" + i, "x").setChannelId(OUT).build()));
    }
    await().atMost(PATIENCE).until(() -> Instant.now().isAfter(start.plus(Duration.ofSeconds(5))));

    assertThat(whatsApp.faults().remove(outage)).isTrue();

    await().atMost(PATIENCE).until(() -> sent.stream().allMatch(this::hasEnded));
    List<SendCommand> unconfirmed =
        sent.stream().filter(command -> steps(command).contains(AttemptStep.UNCONFIRMED)).toList();
    // At its pace the number would have called for all of them within half of that time.
    assertThat(unconfirmed).hasSizeBetween(1, 15);
    assertThat(sent)
        .filteredOn(command -> !unconfirmed.contains(command))
        .allMatch(command -> steps(command).contains(AttemptStep.ACCEPTED));
  }

  private boolean hasEnded(SendCommand command) {
    List<AttemptStep> steps = steps(command);
    return steps.contains(AttemptStep.ACCEPTED) || steps.contains(AttemptStep.UNCONFIRMED);
  }

  @Test
  void aNumberKeepsItsPace() throws Exception {
    List<SendCommand> sent = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      sent.add(commands.send(Commands.text("4916" + i, "x").setChannelId(OTHER).build()));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> sent.stream().allMatch(command -> steps(command).contains(AttemptStep.ACCEPTED)));

    List<Instant> starts =
        attempts.values().stream()
            .filter(step -> step.getStep() == AttemptStep.STARTED)
            .filter(step ->
                sent.stream().anyMatch(command -> command.getSendId().equals(step.getSendId())))
            .map(SendAttempt::getOccurredAt)
            .sorted()
            .toList();
    // 20 a second: 60 take 2.9 s less the burst of a tenth of a second, and less what the machine
    // paused before the first was written down.
    assertThat(Duration.between(starts.getFirst(), starts.getLast()))
        .isGreaterThan(Duration.ofMillis(2200));
  }

  @Test
  void whatIsTooLateIsNotSent() throws Exception {
    SendCommand command =
        commands.send(
            Commands.text("49154", "x")
                .setChannelId(OTHER)
                .setExpiresAt(Instant.now().minusSeconds(1))
                .build());

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(steps(command)).containsExactly(AttemptStep.FAILING, AttemptStep.FAILED));
  }

  private Instant started(SendCommand command, int attempt) {
    return attempts.values().stream()
        .filter(step -> step.getSendId().equals(command.getSendId()))
        .filter(step -> step.getStep() == AttemptStep.STARTED && step.getAttempt() == attempt)
        .findFirst()
        .orElseThrow()
        .getOccurredAt();
  }

  private List<AttemptStep> steps(SendCommand command) {
    return attempts.values().stream()
        .filter(step -> step.getSendId().equals(command.getSendId()))
        .map(SendAttempt::getStep)
        .toList();
  }
}
