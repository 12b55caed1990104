package io.awfar.guarantees.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Which faults there are and when: a function of seed and length.
///
/// Kinds are dealt from a shuffled deck, so that each comes once before any comes again. Faults
/// overlap where their lengths make them.
public final class FaultSchedule {

  private static final Duration FIRST_AFTER = Duration.ofSeconds(5);
  private static final Duration LAST_BEFORE_END = Duration.ofSeconds(5);
  private static final int GAP_MILLIS_MIN = 3_000;
  private static final int GAP_MILLIS_MAX = 8_000;

  private FaultSchedule() {}

  /// The faults of a run, in the order of their times.
  public static List<PlannedFault> of(long seed, Duration length) {
    // Not SplittableRandom, of which Java does not promise the same numbers for ever.
    Random draw = new Random(seed);
    Deque<Kind> deck = new ArrayDeque<>();
    List<PlannedFault> faults = new ArrayList<>();
    Duration at = FIRST_AFTER;
    while (at.compareTo(length.minus(LAST_BEFORE_END)) <= 0) {
      if (deck.isEmpty()) {
        deck.addAll(shuffled(draw));
      }
      Kind kind = deck.pop();
      faults.add(new PlannedFault(at, kind, kind.draw(draw)));
      at = at.plusMillis(draw.nextInt(GAP_MILLIS_MIN, GAP_MILLIS_MAX + 1));
    }
    return List.copyOf(faults);
  }

  private static List<Kind> shuffled(Random draw) {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    Collections.shuffle(kinds, draw);
    return kinds;
  }
}
