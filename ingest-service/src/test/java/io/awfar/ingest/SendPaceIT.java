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
@Timeout(300)
class SendPaceIT {

  private static final String NUMBER = "3065403522431";
  private static final int PER_SECOND = 48;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Pattern ACCEPTED =
      Pattern.compile("awfar_ingest_sends_total\\{outcome=\"accepted\"} ([0-9.E]+)");

  private Simulator whatsApp;
  private Commands commands;
  private int sent;

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

  private void send(int sends) throws Exception {
    for (int i = 0; i < sends; i++, sent++) {
      var unused = commands.send(Commands.text("4921" + sent, "x").setChannelId(NUMBER).build());
    }
  }

  @Test
  void aNumberKeepsItsPaceWhileInstancesComeAndGo() throws Exception {
    try (RunningIngest first = instance()) {
      send(10 * PER_SECOND);
      await().atMost(PATIENCE).until(() -> accepted(first) > 100);
      try (RunningIngest second = instance()) {
        // However long it takes until it has its share: there is something left for it.
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> {
              send(PER_SECOND);
              return accepted(second) > 100;
            });
        send(10 * PER_SECOND);
        first.stop();
        await().atMost(PATIENCE).until(() -> whatsApp.sends().sendsAccepted() == sent);
      }
    }

    assertThat(whatsApp.sendLedger().busiestSecond(NUMBER))
        .isGreaterThanOrEqualTo(PER_SECOND * 3 / 4);
    // A second more than the ten: calls begin at the pace, and arrive late where the machine
    // pauses.
    assertThat(whatsApp.sendLedger().busiestTenSeconds(NUMBER))
        .isLessThanOrEqualTo(11 * PER_SECOND);
    assertThat(whatsApp.sends().sendsRepeated()).isZero();
  }
}
