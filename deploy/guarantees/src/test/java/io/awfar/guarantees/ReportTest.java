package io.awfar.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.guarantees.deployment.Instance;
import io.awfar.guarantees.deployment.Service;
import io.awfar.guarantees.fault.Fault;
import io.awfar.guarantees.fault.InjectedFault;
import io.awfar.guarantees.fault.InjectedFaults;
import io.awfar.guarantees.fault.Kind;
import io.awfar.guarantees.fault.PlannedFault;
import io.awfar.guarantees.verify.Comparisons;
import io.awfar.guarantees.verify.GrownTransactions;
import io.awfar.guarantees.verify.Promise;
import io.awfar.simulator.ledger.Latency;
import io.awfar.simulator.ledger.LedgerSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

  private static final Instance MEDIA = Instance.of(Service.MEDIA).getFirst();
  private static final InjectedFault KILL =
      new InjectedFault(
          new PlannedFault(
              Duration.ZERO, Kind.KILL_MEDIA, new Fault.Kill(MEDIA, Duration.ofSeconds(1))),
          Optional.empty());
  private static final InjectedFault DISK =
      new InjectedFault(
          new PlannedFault(
              Duration.ZERO, Kind.FULL_DISK, new Fault.FullDisk(MEDIA, Duration.ofSeconds(5))),
          Optional.of("not permitted on this machine"));

  @Test
  void theFaultsThatWereBroughtAboutAreCountedByKindAndTheOthersNamedWithTheReason() {
    assertThat(printed(KILL, DISK, KILL))
        .contains("2 faults: kill media 2, full disk 0")
        .contains(
            "left out, not permitted on this machine: fill the disk of " + MEDIA + " for 5.0 s");
  }

  @Test
  void itIsSaidHowManyEventsWereAnsweredUnderFaultsAndHowManyAfter() {
    assertThat(printed(KILL))
        .contains("7 events were answered 200 by the end of the faults, 3 after");
  }

  @Test
  void whatWasKilledSinceItDidNotStopInTimeIsCounted() {
    assertThat(printed()).contains("killed because they did not stop in time: the broker 2");
  }

  @Test
  void theLastLineSaysTheSameInJson() {
    List<String> lines = printed(KILL, DISK, KILL);

    JsonNode json = JsonMapper.shared().readTree(lines.getLast());

    assertThat(json.get("faults").intValue()).isEqualTo(2);
    assertThat(json.get("faultsByKind").toString()).isEqualTo("{\"kill media\":2,\"full disk\":0}");
    assertThat(json.get("faultsLeftOut")).hasSize(1);
    assertThat(json.get("faultsLeftOut").get(0).get("reason").stringValue())
        .isEqualTo("not permitted on this machine");
    assertThat(json.get("faultsLeftOut").get(0).get("fault").stringValue())
        .isEqualTo("fill the disk of " + MEDIA + " for 5.0 s");
    assertThat(json.get("forcedStops").toString()).isEqualTo("{\"the broker\":2}");
    assertThat(json.get("eventsAcknowledgedUnderFaults").intValue()).isEqualTo(7);
    assertThat(json.get("lacking")).isEmpty();
  }

  @Test
  void theLastLineSaysWhatTheRunLacks() {
    JsonNode json = JsonMapper.shared().readTree(printed(DISK).getLast());

    assertThat(json.get("lacking").toString()).isEqualTo("[\"no fault was brought about\"]");
  }

  private static List<String> printed(InjectedFault... faults) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Outcome outcome =
        new Outcome(
            List.of(new Promise("a promise", true, "7 = 7", List.of())),
            ledger(),
            7,
            new InjectedFaults(List.of(faults), new TreeMap<>(Map.of("the broker", 2))),
            0,
            Duration.ZERO,
            new GrownTransactions(1, 2),
            new Comparisons(1, 2, 3, 4, 5));
    new Report(Options.parse(List.of(), Path.of("")), outcome, Duration.ZERO)
        .print(new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static LedgerSnapshot ledger() {
    Latency none =
        new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    return new LedgerSnapshot(10, 10, 10, 0, 0, 2, 12, 0, 0, 0, 0, new TreeMap<>(), none, none);
  }
}
