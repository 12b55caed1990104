package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.FreePorts;
import io.awfar.ingest.send.SendStep;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.SendCommand;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An instance that was frozen until another had taken its partitions over sends nothing when it
/// wakes up.
@Timeout(300)
class SendZombieIT {

  private static final Path LOG = Path.of("target", "frozen-ingest.log");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String CALL_DELAY = "--awfar.ingest.send.call-delay-max=1s";

  @TempDir Path folder;

  private SendStage stage;

  @BeforeEach
  void start() throws Exception {
    stage = new SendStage(folder.resolve("kafka"));
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void oneThatWakesUpBeforeItsAttemptIsNotedCannotNoteIt() throws Exception {
    try (IngestProcess zombie = frozenAt(SendStep.CHOSEN);
        IngestProcess heir = heir()) {
      await().atMost(PATIENCE).until(() -> stage.whatsApp().sends().sendsAccepted() == 1);

      zombie.thaw();
      SendCommand next = stage.ask("4915100099");

      awaitStatus(next, DeliveryStatus.SENT);
      assertStaysAt(2);
    }
  }

  @Test
  void oneThatWakesUpAfterItsAttemptWasNotedIsTooLateToCall() throws Exception {
    try (IngestProcess zombie = frozenAt(SendStep.NOTED);
        IngestProcess heir = heir()) {
      SendCommand halted = stage.asked().getFirst();
      awaitStatus(halted, DeliveryStatus.UNCONFIRMED);

      zombie.thaw();
      SendCommand next = stage.ask("4915100099");

      awaitStatus(next, DeliveryStatus.SENT);
      assertStaysAt(1);
    }
  }

  private IngestProcess frozenAt(SendStep step) throws Exception {
    IngestProcess first =
        IngestProcess.start(
            LOG, step, 1, stage.arguments(FreePorts.next(), FreePorts.next(), CALL_DELAY));
    SendCommand command = stage.ask("4915100001");
    await().atMost(PATIENCE).until(first::isHalted);
    assertThat(first.haltedAt()).isEqualTo(command.getSendId());
    first.freeze();
    return first;
  }

  private IngestProcess heir() throws Exception {
    return IngestProcess.start(
        LOG, null, 0, stage.arguments(stage.webhookPort(), FreePorts.next(), CALL_DELAY));
  }

  /// For far longer than the one that woke up needs.
  private void assertStaysAt(long accepted) {
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> stage.whatsApp().sends().sendsAccepted() == accepted);
    assertThat(stage.whatsApp().sends().sendsRepeated()).isZero();
  }

  private void awaitStatus(SendCommand command, DeliveryStatus wanted) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            stage.statuses().stream()
                .filter(status -> status.getStatus() == wanted)
                .anyMatch(
                    status -> command.getSendId().toString().equals(status.getCallbackData())));
  }
}
