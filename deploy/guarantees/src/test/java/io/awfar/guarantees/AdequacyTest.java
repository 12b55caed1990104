package io.awfar.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.guarantees.fault.FaultSchedule;
import io.awfar.guarantees.fault.InjectedFault;
import io.awfar.guarantees.fault.InjectedFaults;
import io.awfar.guarantees.fault.Kind;
import io.awfar.guarantees.verify.Comparisons;
import io.awfar.guarantees.verify.GrownTransactions;
import io.awfar.simulator.SimulatorSettings;
import io.awfar.simulator.ledger.Latency;
import io.awfar.simulator.ledger.LedgerSnapshot;
import io.awfar.simulator.payload.Post;
import io.awfar.simulator.traffic.PostSequence;
import io.awfar.simulator.traffic.TrafficSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdequacyTest {

  private Options options;
  private List<InjectedFault> faults;
  private long acknowledged;
  private long deliveries;
  private long underFaults;
  private long grownTransactions;
  private Comparisons comparisons;

  /// With enough of everything.
  AdequacyTest() {
    length("2.7");
    acknowledged = 13_770;
    deliveries = 16_220;
    underFaults = 13_700;
    grownTransactions = 212;
    comparisons = new Comparisons(852, 16_220, 4_000, 9_000, 300);
  }

  @Test
  void aRunWithRepeatsAndTrafficUnderEveryKindOfFaultIsEnough() {
    assertThat(lacking()).isEmpty();
  }

  @Test
  void aRunWithHardlyAnyRepeatsIsNotEnough() {
    deliveries = acknowledged + 1_400;

    assertThat(lacking()).containsExactly("only 1,400 of 15,170 events answered 200 were repeats");
  }

  @Test
  void aShortRunMayHaveFewerRepeatsByChance() {
    length("0.2");
    acknowledged = 1_020;
    deliveries = acknowledged + 97;
    assertThat(lacking()).isEmpty();

    deliveries = acknowledged + 10;

    assertThat(lacking()).containsExactly("only 10 of 1,030 events answered 200 were repeats");
  }

  @Test
  void whateverItsSeedTheShortestRunHasEnoughRepeats() {
    length("0.2");
    for (long seed = 0; seed < 200; seed++) {
      PostSequence posts = new PostSequence(shortestTraffic(seed));
      acknowledged = 0;
      deliveries = 0;
      while (posts.hasNext()) {
        Post post = posts.next();
        acknowledged += post.size() - post.redelivered();
        deliveries += post.size();
      }

      assertThat(lacking()).as("seed " + seed).isEmpty();
    }
  }

  @Test
  void aRunWhoseTrafficCameAfterTheFaultsIsNotEnough() {
    underFaults = acknowledged / 5;

    assertThat(lacking())
        .containsExactly(
            "only 2,754 events were answered 200 by the end of the faults, "
                + "of 13,770 that its length brings");
  }

  @Test
  void ofAShortRunOutagesMayTakeMostOfTheTime() {
    length("0.2");
    underFaults = 1;
    assertThat(lacking()).isEmpty();

    underFaults = 0;

    assertThat(lacking())
        .containsExactly(
            "only 0 events were answered 200 by the end of the faults, "
                + "of 1,020 that its length brings");
  }

  @Test
  void aKindOfFaultThatWasNeverBroughtAboutIsNamed() {
    leaveOut(Kind.STALL);

    assertThat(lacking()).containsExactly("kinds of faults that were never brought about: stall");
  }

  @Test
  void aDiskThatCouldNotBeFilledIsNotMissed() {
    leaveOut(Kind.FULL_DISK);

    assertThat(lacking()).isEmpty();
  }

  @Test
  void aShortRunNeedNotHaveEveryKindOfFaultButOne() {
    length("0.2");
    assertThat(faults).hasSize(1);
    assertThat(lacking()).isEmpty();

    leaveOut(faults.getFirst().planned().kind());

    assertThat(lacking()).containsExactly("no fault was brought about");
  }

  @Test
  void aLongAndBusyRunWithoutATransactionOfManyPollsIsNotEnough() {
    grownTransactions = 0;
    assertThat(lacking())
        .containsExactly("no transaction of persistence-service took several polls");

    length("2.6");

    assertThat(lacking()).isEmpty();
  }

  @Test
  void aLongRunInWhichAPromiseHadNothingToLookAtIsNotEnough() {
    comparisons = new Comparisons(0, 16_220, 4_000, 9_000, 300);
    assertThat(lacking())
        .containsExactly(
            "not everything was compared: 0 events with the one before in their webhook, "
                + "16,220 raw events, 4,000 texts, 9,000 rows, 300 files");

    length("2.6");

    assertThat(lacking()).isEmpty();
  }

  private static TrafficSettings shortestTraffic(long seed) {
    return SimulatorSettings.builder(URI.create("http://127.0.0.1/webhook"), "secret")
        .seed(seed)
        .eventsMax(1_020)
        .duplicates(0.15)
        .build()
        .traffic();
  }

  private List<String> lacking() {
    Latency none =
        new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    LedgerSnapshot ledger =
        new LedgerSnapshot(
            0, acknowledged, 0, 0, 0, 0, deliveries, 0, 0, 0, 0, new TreeMap<>(), none, none);
    Outcome outcome =
        new Outcome(
            List.of(),
            ledger,
            underFaults,
            new InjectedFaults(faults, new TreeMap<>()),
            0,
            Duration.ZERO,
            new GrownTransactions(grownTransactions, 0),
            comparisons);
    return new Adequacy(options, outcome).lacking();
  }

  /// All that the schedule of this length brings.
  private void length(String minutes) {
    options = Options.parse(List.of("--seed", "1", "--minutes", minutes), Path.of(""));
    faults =
        FaultSchedule.of(options.seed(), options.length()).stream()
            .map(planned -> new InjectedFault(planned, Optional.empty()))
            .toList();
  }

  private void leaveOut(Kind kind) {
    List<InjectedFault> left = new ArrayList<>();
    for (InjectedFault fault : faults) {
      boolean out = fault.planned().kind() == kind;
      left.add(new InjectedFault(fault.planned(), out ? Optional.of("it was") : Optional.empty()));
    }
    faults = left;
  }
}
