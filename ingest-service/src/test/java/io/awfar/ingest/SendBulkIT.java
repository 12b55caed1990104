package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.topic.Topics;
import io.awfar.simulator.Simulator;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.SendCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An agent waits for no campaign, however long it is.
@Timeout(180)
class SendBulkIT {

  private static final String NUMBER = "4065403522431";
  private static final int CAMPAIGN = 3000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void anAgentsSendDoesNotWaitForACampaignThatIsLongerThanWhatIsHeld() throws Exception {
    Commands.createTopic(Topics.SENDS_BULK);
    try (Simulator whatsApp = whatsApp();
        Commands commands = new Commands(TestKafka.bootstrapServers(), TestRegistry.url())) {
      for (int i = 0; i < CAMPAIGN; i++) {
        var unused =
            commands.sendInBulk(Commands.text("4922" + i, "x").setChannelId(NUMBER).build());
      }
      try (RunningIngest ingest = ingest(whatsApp)) {
        await().atMost(PATIENCE).until(() -> whatsApp.sends().sendsAccepted() > 20);

        // To one who has a part in the campaign, too.
        SendCommand agent =
            commands.send(
                Commands.text("4922" + (CAMPAIGN - 1), "hi").setChannelId(NUMBER).build());

        await().atMost(PATIENCE).until(() -> isAccepted(whatsApp, agent));
        assertThat(whatsApp.sends().sendsAccepted()).isLessThan(CAMPAIGN / 2);
        await().atMost(PATIENCE).until(() -> whatsApp.sends().sendsAccepted() == CAMPAIGN + 1);
        assertThat(whatsApp.sends().sendsRepeated()).isZero();
      }
    }
  }

  private static boolean isAccepted(Simulator whatsApp, SendCommand command) {
    return whatsApp.sendLedger().send(command.getSendId().toString()).isPresent();
  }

  private static Simulator whatsApp() {
    return Simulator.start(SilentWhatsApp.settings().numbers(List.of(NUMBER)).build());
  }

  private static RunningIngest ingest(Simulator whatsApp) {
    return RunningIngest.startSending(
            TestKafka.bootstrapServers(),
            TestRegistry.url(),
            RunningIngest.TOKEN,
            "awfar.ingest.send.api-url=" + whatsApp.api(),
            "awfar.ingest.send.unfinished-max=4",
            "awfar.ingest.send.sends-per-second=240")
        .awaitReady();
  }
}
