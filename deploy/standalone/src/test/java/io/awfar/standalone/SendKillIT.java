package io.awfar.standalone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.FreePorts;
import io.awfar.ingest.send.SendStep;
import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.fault.Fault;
import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promise of sending, under kill -9 at every step of a send: nothing is sent twice, and
/// nothing that was not sent vanishes.
class SendKillIT {

  private static final int ROUNDS = Integer.getInteger("awfar.test.rounds", 2);
  private static final int SENDS_PER_ROUND = 12;
  private static final int CHATS = 4;
  private static final int TEMPORARILY_UNAVAILABLE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  private final Random random = new Random(20261128);
  private final int management = FreePorts.next();

  /// Each wait has its bound; how many there are is for whoever asks for more rounds.
  @Test
  @Timeout(value = 4, unit = TimeUnit.HOURS)
  void nothingIsSentTwiceAndNothingVanishesThroughKillsAtEveryStep() throws Exception {
    try (SendStage stage = new SendStage(folder.resolve("kafka"))) {
      for (int round = 0; round < ROUNDS; round++) {
        for (SendStep step : EnumSet.complementOf(EnumSet.of(SendStep.FAILING))) {
          killAt(stage, step);
        }
      }
      try (IngestProcess last = start(stage, null, 0)) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(ended(stage)).containsAll(ids(stage)));

        assertThat(stage.whatsApp().sends().sendsRepeated()).isZero();
        assertThat(stage.whatsApp().sends().sendsRefused()).isPositive();
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat((long) arrived(stage).size())
                    .isEqualTo(stage.whatsApp().sends().sendsAccepted()));
        // What did not arrive is shown as what it is: nobody knows.
        Set<UUID> missing = ids(stage);
        missing.removeAll(arrived(stage));
        assertThat(withStatus(stage, DeliveryStatus.UNCONFIRMED)).containsAll(missing);
        assertThat(withStatus(stage, DeliveryStatus.FAILED)).isEmpty();
        // A kill leaves one chat in doubt at a time, or those that were committed together.
        assertThat(missing.size()).isLessThan(stage.asked().size() / 2);
        assertAttemptsFollowOneAnother(stage);
      }
    }
  }

  @Test
  @Timeout(600)
  void whatOneInstanceDecidedToFailIsNotSentByAnotherThatKnowsBetter() throws Exception {
    try (SendStage stage = new SendStage(folder.resolve("kafka"))) {
      for (SendStep step : List.of(SendStep.FAILING, SendStep.TOLD, SendStep.ENDED)) {
        // To this one everything is too old.
        try (IngestProcess ingest = start(stage, step, 1, "--awfar.ingest.send.age-max=0s")) {
          stage.ask("4915100077");
          await().alias(step.name()).atMost(PATIENCE).until(ingest::isHalted);
        }
        try (IngestProcess heir = start(stage, null, 0)) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(() -> assertThat(ended(stage)).containsAll(ids(stage)));
        }
      }
      try (IngestProcess last = start(stage, null, 0)) {
        SendCommand next = stage.ask("4915100077");
        await().atMost(PATIENCE).until(() -> arrived(stage).contains(next.getSendId()));

        assertThat(stage.whatsApp().sends().sendsAccepted()).isOne();
        assertThat(
                stage.statuses().stream()
                    .filter(status -> status.getStatus() == DeliveryStatus.FAILED)
                    .map(MessageStatus::getCallbackData)
                    .map(UUID::fromString))
            .containsExactlyElementsOf(
                stage.asked().stream()
                    .map(SendCommand::getSendId)
                    .filter(id -> !id.equals(next.getSendId()))
                    .toList());
      }
    }
  }

  @Test
  @Timeout(600)
  void aCommandThatStandsInTheTopicTwiceIsSentOnceThoughAKillLiesBetween() throws Exception {
    try (SendStage stage = new SendStage(folder.resolve("kafka"))) {
      SendCommand command;
      try (IngestProcess ingest = start(stage, null, 0)) {
        command = stage.ask("4915100088");
        // Its offset is committed, so that nobody reads it again.
        SendCommand next = stage.ask("4915100088");
        await()
            .atMost(PATIENCE)
            .until(() -> ended(stage).containsAll(Set.of(command.getSendId(), next.getSendId())));
        await().atMost(PATIENCE).until(() -> stage.committed() >= 2);
      }
      stage.write(command);
      try (IngestProcess heir = start(stage, null, 0)) {
        SendCommand behind = stage.ask("4915100088");
        await().atMost(PATIENCE).until(() -> arrived(stage).contains(behind.getSendId()));
      }

      assertThat(stage.whatsApp().sends().sendsAccepted()).isEqualTo(3);
      assertThat(stage.whatsApp().sends().sendsRepeated()).isZero();
    }
  }

  /// What brings a send to a step that it would not come to by itself, often enough.
  private static void lead(SendStage stage, SendStep step) {
    // What an earlier step has left would be met beside this one's.
    stage.whatsApp().faults().clear();
    if (step == SendStep.NOT_SENT) {
      stage.whatsApp().faults().add(Fault.refuse(TEMPORARILY_UNAVAILABLE).times(SENDS_PER_ROUND));
    } else if (step == SendStep.DOUBTED) {
      // Half of the calls lose their connection before the message is taken, the others after.
      Fault drop = Fault.of(new Effect.Drop()).times(SENDS_PER_ROUND);
      stage.whatsApp().faults().add(drop.share(0.5));
      stage.whatsApp().faults().add(drop.afterAccepting());
    }
  }

  private void killAt(SendStage stage, SendStep step) throws Exception {
    lead(stage, step);
    try (IngestProcess ingest = start(stage, step, 1 + random.nextInt(SENDS_PER_ROUND / 2))) {
      for (int i = 0; i < SENDS_PER_ROUND; i++) {
        String to = "49151000" + random.nextInt(CHATS);
        SendCommand unused = i % 3 == 0 ? stage.askInBulk(to) : stage.ask(to);
      }
      await().alias(step.name()).atMost(PATIENCE).until(ingest::isHalted);
    }
  }

  private IngestProcess start(SendStage stage, SendStep step, int turn, String... settings)
      throws IOException {
    Path log = Files.createDirectories(Path.of("target")).resolve("killed-ingest.log");
    return IngestProcess.start(
        log, step, turn, stage.arguments(stage.webhookPort(), management, settings));
  }

  private static Set<UUID> ids(SendStage stage) {
    return stage.asked().stream().map(SendCommand::getSendId).collect(toSet());
  }

  /// Sends that have an end in the journal.
  private static Set<UUID> ended(SendStage stage) {
    return stage.attempts().stream()
        .map(ConsumerRecord::value)
        .filter(step ->
            switch (step.getStep()) {
              case ACCEPTED, FAILED, UNCONFIRMED -> true;
              case STARTED, NOT_SENT, FAILING, UNKNOWN -> false;
            })
        .map(SendAttempt::getSendId)
        .collect(toSet());
  }

  /// Sends of whose messages something is known.
  private static Set<UUID> arrived(SendStage stage) {
    return stage.statuses().stream()
        .filter(status -> !status.getWaMessageId().equals(status.getCallbackData()))
        .map(status -> UUID.fromString(status.getCallbackData()))
        .collect(toSet());
  }

  private static Set<UUID> withStatus(SendStage stage, DeliveryStatus wanted) {
    return stage.statuses().stream()
        .filter(status -> status.getStatus() == wanted)
        .map(MessageStatus::getCallbackData)
        .map(UUID::fromString)
        .collect(toSet());
  }

  /// Each attempt begins once, after the one before it certainly sent nothing, and in the order of
  /// the chat.
  private static void assertAttemptsFollowOneAnother(SendStage stage) {
    List<ConsumerRecord<String, SendAttempt>> steps = stage.attempts();
    Map<UUID, List<SendAttempt>> bySend =
        steps.stream().map(ConsumerRecord::value).collect(groupingBy(SendAttempt::getSendId));
    assertThat(bySend.values())
        .allSatisfy(ofOne -> {
          int started = 0;
          boolean mayStart = true;
          for (SendAttempt step : ofOne) {
            if (step.getStep() == AttemptStep.STARTED) {
              assertThat(mayStart).isTrue();
              assertThat(step.getAttempt()).isEqualTo(++started);
            }
            mayStart = step.getStep() == AttemptStep.NOT_SENT;
          }
        });
    Map<String, List<Long>> firstsByChat =
        steps.stream()
            .filter(step -> step.value().getStep() == AttemptStep.STARTED)
            .filter(step -> step.value().getAttempt() == 1)
            .collect(
                groupingBy(
                    step -> step.topic() + ' ' + step.key(),
                    mapping(step -> step.value().getCommandOffset(), toList())));
    assertThat(firstsByChat.values()).allSatisfy(offsets -> assertThat(offsets).isSorted());
  }
}
