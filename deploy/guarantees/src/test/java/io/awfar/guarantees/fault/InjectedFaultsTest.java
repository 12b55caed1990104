package io.awfar.guarantees.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.guarantees.deployment.Instance;
import io.awfar.guarantees.deployment.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InjectedFaultsTest {

  private static final Duration LENGTH = Duration.ofSeconds(5);
  private static final InjectedFault RESTART =
      injected(Kind.ROLLING_RESTART, new Fault.RollingRestart(), Optional.empty());
  private static final InjectedFault DISK =
      injected(
          Kind.FULL_DISK,
          new Fault.FullDisk(Instance.of(Service.MEDIA).getFirst(), LENGTH),
          Optional.of("not permitted on this machine"));

  private final InjectedFaults faults =
      new InjectedFaults(List.of(RESTART, DISK, RESTART), new TreeMap<>());

  @Test
  void onlyWhatWasBroughtAboutCounts() {
    assertThat(faults.count()).isEqualTo(2);
  }

  @Test
  void aKindThatWasAlwaysLeftOutCountsAsNone() {
    assertThat(faults.countByKind()).isEqualTo(Map.of(Kind.ROLLING_RESTART, 2, Kind.FULL_DISK, 0));
  }

  @Test
  void whatWasLeftOutIsNamed() {
    assertThat(faults.leftOut()).containsExactly(DISK);
  }

  private static InjectedFault injected(Kind kind, Fault fault, Optional<String> leftOut) {
    return new InjectedFault(new PlannedFault(Duration.ZERO, kind, fault), leftOut);
  }
}
