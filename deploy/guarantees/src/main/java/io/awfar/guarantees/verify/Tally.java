package io.awfar.guarantees.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// How what was found differs from what was to be found exactly once.
///
/// @param found how many different ones
/// @param missing expected and not found
/// @param doubled found more than once
/// @param foreign found and not expected
record Tally(long found, List<String> missing, List<String> doubled, List<String> foreign) {

  private static final int EACH_MAX = 3;

  static Tally of(Set<String> expected, Stream<String> found) {
    Map<String, Integer> times = new HashMap<>();
    found.forEach(each -> times.merge(each, 1, Integer::sum));
    List<String> doubled = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    times.forEach((each, count) -> {
      if (count > 1) {
        doubled.add(each + " (" + count + " times)");
      }
      if (!expected.contains(each)) {
        foreign.add(each);
      }
    });
    List<String> missing =
        expected.stream().filter(each -> !times.containsKey(each)).sorted().toList();
    doubled.sort(null);
    foreign.sort(null);
    return new Tally(times.size(), missing, doubled, foreign);
  }

  /// Whether all are there exactly once, whatever else there is.
  boolean isExactlyOnce() {
    return missing.isEmpty() && doubled.isEmpty();
  }

  /// The same for a promise that is not about foreign ones.
  Tally withoutForeign() {
    return new Tally(found, missing, doubled, List.of());
  }

  String figures() {
    return "%,d found, %,d missing, %,d doubled".formatted(found, missing.size(), doubled.size());
  }

  /// Some of each kind.
  List<String> examples() {
    List<String> examples = new ArrayList<>();
    missing.stream().limit(EACH_MAX).forEach(each -> examples.add("missing " + each));
    doubled.stream().limit(EACH_MAX).forEach(each -> examples.add("doubled " + each));
    foreign.stream().limit(EACH_MAX).forEach(each -> examples.add("foreign " + each));
    return examples;
  }
}
