package io.awfar.guarantees.fault;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.guarantees.deployment.Broker;
import io.awfar.guarantees.deployment.Service;
import io.awfar.guarantees.deployment.ServiceSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HICCUP_MAX = Duration.ofSeconds(4);
  private static final Duration TRANSACTION_TIMEOUT_OF_KAFKA_STREAMS = Duration.ofSeconds(10);

  @Test
  void theSameSeedGivesTheSameFaultsAtTheSameTimes() {
    assertThat(FaultSchedule.of(42, TEN_MINUTES)).isEqualTo(FaultSchedule.of(42, TEN_MINUTES));
  }

  /// Written down, so that a seed of a report can be repeated with a later build.
  @Test
  void theFaultsOfASeedAreThoseOfYesterday() {
    assertThat(FaultSchedule.of(1, Duration.ofSeconds(20)).stream().map(PlannedFault::toString))
        .containsExactly(
            "at 5.0 s: kill -9 ingest-service-1, started again after 1.9 s",
            "at 12.8 s: stop the broker, started again after 2.9 s");
  }

  @Test
  void anotherSeedGivesOtherFaults() {
    assertThat(FaultSchedule.of(1, TEN_MINUTES)).isNotEqualTo(FaultSchedule.of(2, TEN_MINUTES));
  }

  @Test
  void aLongerRunBeginsAsAShorterOne() {
    List<PlannedFault> shorter = FaultSchedule.of(7, Duration.ofMinutes(2));

    assertThat(FaultSchedule.of(7, TEN_MINUTES)).startsWith(shorter.toArray(PlannedFault[]::new));
  }

  @Test
  void everyKindOfFaultComesWithinTwoMinutesAndAHalf() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(FaultSchedule.of(seed, Duration.ofSeconds(160)))
          .as("seed " + seed)
          .extracting(PlannedFault::kind)
          .contains(Kind.values());
    }
  }

  /// By what happens, not by what the schedule calls it.
  @Test
  void everyKindBringsTheFaultThatItsNameSays() {
    assertThat(FaultSchedule.of(5, TEN_MINUTES.multipliedBy(6)))
        .extracting(planned -> entry(planned.kind(), what(planned.fault())))
        .containsOnly(
            entry(Kind.KILL_INGEST, "kill INGEST"),
            entry(Kind.KILL_DEDUP, "kill DEDUP"),
            entry(Kind.KILL_PERSISTENCE, "kill PERSISTENCE"),
            entry(Kind.KILL_MEDIA, "kill MEDIA"),
            entry(Kind.KILL_GATEWAY, "kill GATEWAY"),
            entry(Kind.ZOMBIE_DEDUP, "zombie DEDUP"),
            entry(Kind.ZOMBIE_PERSISTENCE, "zombie PERSISTENCE"),
            entry(Kind.ZOMBIE_MEDIA, "zombie MEDIA"),
            entry(Kind.HICCUP, "hiccup"),
            entry(Kind.STOP_BROKER, "STOP BROKER"),
            entry(Kind.KILL_BROKER, "KILL BROKER"),
            entry(Kind.STOP_POSTGRES, "STOP POSTGRES"),
            entry(Kind.KILL_POSTGRES, "KILL POSTGRES"),
            entry(Kind.STOP_REGISTRY, "STOP REGISTRY"),
            entry(Kind.STOP_OBJECT_STORE, "STOP OBJECT_STORE"),
            entry(Kind.DELAY, "delay"),
            entry(Kind.STALL, "stall"),
            entry(Kind.FULL_DISK, "full disk"),
            entry(Kind.ROLLING_RESTART, "rolling restart"));
  }

  private static String what(Fault fault) {
    return switch (fault) {
      case Fault.Kill kill -> "kill " + kill.instance().service().name();
      case Fault.Freeze freeze when freeze.length().compareTo(HICCUP_MAX) > 0 ->
          "zombie " + freeze.instance().service().name();
      case Fault.Freeze freeze -> "hiccup";
      case Fault.Outage outage -> outage.manner() + " " + outage.server().name();
      case Fault.Delay delay -> "delay";
      case Fault.Stall stall -> "stall";
      case Fault.FullDisk full -> "full disk";
      case Fault.RollingRestart restart -> "rolling restart";
    };
  }

  @Test
  void noFaultBeginsAfterTheEnd() {
    assertThat(FaultSchedule.of(3, TEN_MINUTES))
        .allSatisfy(planned -> assertThat(planned.at()).isLessThan(TEN_MINUTES));
  }

  @Test
  void onlyADiskThatItsServiceNeedsIsFilled() {
    assertThat(FaultSchedule.of(5, TEN_MINUTES))
        .map(PlannedFault::fault)
        .filteredOn(Fault.FullDisk.class::isInstance)
        .isNotEmpty()
        .allSatisfy(fault ->
            assertThat(((Fault.FullDisk) fault).instance().service()).isEqualTo(Service.MEDIA));
  }

  /// So that another takes the work over, and what the zombie left open is given up, before it
  /// wakes up.
  @Test
  void zombiesOutlastEverySessionAndTransaction() {
    List<Duration> zombies =
        FaultSchedule.of(5, TEN_MINUTES.multipliedBy(6)).stream()
            .map(PlannedFault::fault)
            .filter(Fault.Freeze.class::isInstance)
            .map(fault -> ((Fault.Freeze) fault).length())
            .filter(length -> length.compareTo(HICCUP_MAX) > 0)
            .toList();

    assertThat(zombies)
        .hasSizeGreaterThan(50)
        .allSatisfy(length ->
            assertThat(length)
                .isGreaterThan(ServiceSettings.SESSION_TIMEOUT)
                .isGreaterThan(
                    ServiceSettings.TRANSACTION_TIMEOUT.plus(Broker.EXPIRY_CHECK_INTERVAL))
                .isGreaterThan(
                    TRANSACTION_TIMEOUT_OF_KAFKA_STREAMS.plus(Broker.EXPIRY_CHECK_INTERVAL)));
  }
}
