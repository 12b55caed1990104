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
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What waits in a partition takes no room from what comes behind it.
@Timeout(120)
class SendRoomIT {

  private static final String ACCOUNT_LOCKED = "1999131031";
  private static final String TOO_MUCH_FOR_A_CHAT = "1999131056";
  private static final String REFUSED_ONCE = "49340";
  private static final int PARTITION = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /// Others in each test: what waits at its end is read by the next one, which has no such number.
  private final String waiting = "3065" + ThreadLocalRandom.current().nextLong(1_000_000_000);

  private final String other = waiting + "1";
  private Simulator whatsApp;
  private Commands commands;
  private @Nullable TopicReader<SendAttempt> attempts;

  @BeforeEach
  void start() {
    whatsApp = Simulator.start(SilentWhatsApp.settings().numbers(List.of(waiting, other)).build());
    commands = new Commands(TestKafka.bootstrapServers(), TestRegistry.url());
  }

  @AfterEach
  void stop() {
    if (attempts != null) {
      attempts.close();
    }
    commands.close();
    whatsApp.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {ACCOUNT_LOCKED, TOO_MUCH_FOR_A_CHAT})
  void oneThatWaitsKeepsNothingFromBeingSentHoweverMuchComesBehindIt(String to) throws Exception {
    try (RunningIngest _ = ingest("awfar.ingest.send.unfinished-max=4")) {
      SendCommand waits = send(waiting, to);
      await().atMost(PATIENCE).until(() -> steps(waits).contains(AttemptStep.NOT_SENT));

      List<SendCommand> behind = sendToMany(20);

      await().atMost(PATIENCE).until(() -> behind.stream().allMatch(this::isAccepted));
      assertThat(steps(waits)).doesNotContain(AttemptStep.FAILED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ACCOUNT_LOCKED, TOO_MUCH_FOR_A_CHAT})
  void oneThatTooManyHaveOvertakenFailsAndSaysSo(String to) throws Exception {
    try (RunningIngest _ = ingest("awfar.ingest.send.overtaken-max=10")) {
      SendCommand waits = send(waiting, to);
      SendCommand next = send(waiting, to);
      await().atMost(PATIENCE).until(() -> steps(waits).contains(AttemptStep.NOT_SENT));

      // Few at a time, so that none of these waits for too many others.
      for (int i = 0; i < 6; i++) {
        List<SendCommand> behind = sendToMany(5);
        await().atMost(PATIENCE).until(() -> behind.stream().allMatch(this::isAccepted));
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(reasons(waits)).containsExactly("overtaken"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(reasons(next)).containsExactly("overtaken"));
    }
  }

  @Test
  void whatMerelyStandsInLineIsNeverOvertaken() throws Exception {
    try (RunningIngest _ =
        ingest("awfar.ingest.send.overtaken-max=10", "awfar.ingest.send.sends-per-second=5")) {
      List<SendCommand> sent = sendToMany(40);

      await().atMost(PATIENCE).until(() -> sent.stream().allMatch(this::isAccepted));
    }
  }

  @Test
  void whatIsRefusedOnceAfterStandingInLineIsTriedAgainHoweverMuchOvertookIt() throws Exception {
    try (RunningIngest _ =
        ingest("awfar.ingest.send.overtaken-max=10", "awfar.ingest.send.sends-per-second=5")) {
      whatsApp
          .faults()
          .add(Fault.of(new Effect.Refuse(131016, 500, Duration.ZERO)).to(REFUSED_ONCE).times(1));
      List<SendCommand> sent = sendToMany(30);
      SendCommand refused = send(other, REFUSED_ONCE);
      sent.addAll(sendToMany(30));

      await().atMost(PATIENCE).until(() -> sent.stream().allMatch(this::isAccepted));
      await().atMost(PATIENCE).until(() -> isAccepted(refused));
    }
  }

  /// A campaign that waits for a number is not lost because the service starts again.
  @Test
  void whatWaitsForAPausedNumberWaitsOnAtTheNextInstance() throws Exception {
    List<SendCommand> waits = new ArrayList<>();
    String few = "awfar.ingest.send.paused-waiting-max=2";
    try (RunningIngest _ = ingest(few, "awfar.ingest.send.sends-per-second=1")) {
      for (int i = 0; i < 8; i++) {
        waits.add(send(waiting, i == 0 ? ACCOUNT_LOCKED : "4932" + i));
      }
      await().atMost(PATIENCE).until(() -> steps(waits.getFirst()).contains(AttemptStep.NOT_SENT));

      SendCommand more = send(waiting, "49329");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(reasons(more)).containsExactly("number-paused"));
    }
    try (RunningIngest _ = ingest(few)) {
      SendCommand other = sendToMany(1).getFirst();

      await().atMost(PATIENCE).until(() -> isAccepted(other));
      assertThat(waits).allSatisfy(send -> assertThat(reasons(send)).isEmpty());
    }
  }

  @Test
  void aPartitionThatIsFullOfWhatWaitsForAPausedNumberIsClearedAfterAWhile() throws Exception {
    try (RunningIngest _ =
        ingest("awfar.ingest.send.unfinished-max=4", "awfar.ingest.send.full-time-max=2s")) {
      SendCommand first = send(waiting, ACCOUNT_LOCKED);
      await().atMost(PATIENCE).until(() -> steps(first).contains(AttemptStep.NOT_SENT));
      List<SendCommand> held = new ArrayList<>(List.of(first));
      for (int i = 0; i < 9; i++) {
        held.add(send(waiting, "4931" + i));
      }

      SendCommand behind = send(other, "49321");

      await().atMost(PATIENCE).until(() -> isAccepted(behind));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(held.subList(0, 4))
                  .allSatisfy(send -> assertThat(reasons(send)).containsExactly("number-paused")));
    }
  }

  /// Whoever takes over a partition with much that has ended behind what waits sends none of it
  /// again.
  @Test
  void whatHasEndedBehindOneThatWaitsIsNotSentAgainByTheNextInstance() throws Exception {
    List<SendCommand> behind;
    try (RunningIngest _ = ingest()) {
      SendCommand waits = send(waiting, ACCOUNT_LOCKED);
      await().atMost(PATIENCE).until(() -> steps(waits).contains(AttemptStep.NOT_SENT));
      behind = sendToMany(20);
      await().atMost(PATIENCE).until(() -> behind.stream().allMatch(this::isAccepted));
    }

    try (RunningIngest _ = ingest()) {
      SendCommand later = send(other, "49333");

      await().atMost(PATIENCE).until(() -> isAccepted(later));
      assertThat(whatsApp.sends().sendsRepeated()).isZero();
      assertThat(whatsApp.sends().sendsAccepted()).isEqualTo(behind.size() + 1);
    }
  }

  private RunningIngest ingest(String... settings) {
    RunningIngest running =
        RunningIngest.startSending(
            TestKafka.bootstrapServers(),
            TestRegistry.url(),
            Stream.concat(
                    Stream.of(
                        RunningIngest.TOKEN,
                        "awfar.ingest.send.api-url=" + whatsApp.api(),
                        "awfar.ingest.send.pause-time=10m"),
                    Arrays.stream(settings))
                .toArray(String[]::new));
    running.awaitReady();
    if (attempts == null) {
      // Not before: the service makes the topic.
      attempts =
          new TopicReader<>(TestKafka.bootstrapServers(), TestRegistry.url(), Topics.SEND_ATTEMPTS);
    }
    return running;
  }

  private SendCommand send(String channel, String to) throws Exception {
    return commands.send(Commands.text(to, "x").setChannelId(channel).build(), PARTITION);
  }

  /// To as many people, from the number that can send.
  private List<SendCommand> sendToMany(int count) throws Exception {
    List<SendCommand> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(send(other, "4930" + i));
    }
    return sent;
  }

  private boolean isAccepted(SendCommand command) {
    return steps(command).contains(AttemptStep.ACCEPTED);
  }

  private List<AttemptStep> steps(SendCommand command) {
    return of(command).map(SendAttempt::getStep).toList();
  }

  private List<String> reasons(SendCommand command) {
    return of(command)
        .filter(step -> step.getStep() == AttemptStep.FAILED)
        .map(SendAttempt::getReason)
        .toList();
  }

  private Stream<SendAttempt> of(SendCommand command) {
    return Objects.requireNonNull(attempts).values().stream()
        .filter(step -> step.getSendId().equals(command.getSendId()));
  }
}
