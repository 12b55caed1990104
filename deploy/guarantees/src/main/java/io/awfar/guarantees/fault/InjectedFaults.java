package io.awfar.guarantees.fault;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What became of a schedule: only what was brought about counts.
///
/// @param forcedStops how often each process was told to stop, did not in its time, and was killed
public record InjectedFaults(List<InjectedFault> faults, SortedMap<String, Integer> forcedStops) {

  /// Those that were brought about.
  public long count() {
    return faults.stream().filter(fault -> fault.leftOut().isEmpty()).count();
  }

  /// The same by kind; 0 of a kind that was planned and always left out.
  public Map<Kind, Integer> countByKind() {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (InjectedFault fault : faults) {
      counts.merge(fault.planned().kind(), fault.leftOut().isEmpty() ? 1 : 0, Integer::sum);
    }
    return counts;
  }

  /// Those that were not brought about.
  public List<InjectedFault> leftOut() {
    return faults.stream().filter(fault -> fault.leftOut().isPresent()).toList();
  }
}
