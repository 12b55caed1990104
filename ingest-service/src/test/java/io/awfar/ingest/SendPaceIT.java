package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.simulator.Simulator;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The pace is the number's, however many instances send for it, as the simulator counts.
@Timeout(180)
class SendPaceIT {

  private static final String NUMBER = "3065403522431";
  private static final int PER_SECOND = 48;
  private static final int SENDS = 1500;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Pattern ACCEPTED =
      Pattern.compile("awfar_ingest_sends_total\\{outcome=\"accepted\"} ([0-9.E]+)");

  private Simulator whatsApp;
  private Commands commands;

  @BeforeEach
  void start() {
    whatsApp = Simulator.start(SilentWhatsApp.settings().numbers(List.of(NUMBER)).build());
    commands = new Commands(TestKafka.bootstrapServers(), TestRegistry.url());
  }

  @AfterEach
  void stop() {
    commands.close();
    whatsApp.close();
  }

  private RunningIngest instance() {
    return RunningIngest.startSending(
            TestKafka.bootstrapServers(),
            TestRegistry.url(),
            RunningIngest.TOKEN,
            "awfar.ingest.send.api-url=" + whatsApp.api(),
            "awfar.ingest.send.sends-per-second=" + PER_SECOND)
        .awaitReady();
  }

  private static double accepted(RunningIngest instance) throws Exception {
    Matcher found = ACCEPTED.matcher(instance.actuator("prometheus").body());
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }

  private void send(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      var unused = commands.send(Commands.text("4921" + i, "x").setChannelId(NUMBER).build());
    }
  }

  @Test
  void aNumberKeepsItsPaceWhileInstancesComeAndGo() throws Exception {
    try (RunningIngest first = instance()) {
      send(0, SENDS / 2);
      await().atMost(PATIENCE).until(() -> accepted(first) > 100);
      try (RunningIngest second = instance()) {
        // However long it took to start: there is something left for it.
        send(SENDS / 2, SENDS);
        await().atMost(PATIENCE).until(() -> accepted(second) > 100);
        first.stop();
        await().atMost(PATIENCE).until(() -> whatsApp.sends().sendsAccepted() == SENDS);
      }
    }

    // Calls that begin within more than a second may arrive within one, if the machine pauses.
    assertThat(whatsApp.sendLedger().busiestSecond(NUMBER))
        .isBetween(PER_SECOND * 3 / 4, PER_SECOND * 11 / 10);
    assertThat(whatsApp.sends().sendsRepeated()).isZero();
  }
}
