package io.awfar.guarantees;

import static java.util.stream.Collectors.joining;

import io.awfar.guarantees.fault.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a run put the promises to the test: that they held where little was sent or nothing
/// broke says nothing of them.
///
/// Nothing is asked that a run of that length and rate could miss by its seed.
record Adequacy(Options options, Outcome outcome) {

  /// Of deliveries, of which 15 % are sent.
  private static final double REPEATS_MIN = 0.10;

  /// How many of so few deliveries are repeats is left to chance: few webhooks are large, and
  /// whether one of those comes again decides it.
  private static final long DELIVERIES_OF_CHANCE = 500;

  /// Of the events of its length and rate, of which the pace of the faults waits for half. In a run
  /// in which not every kind of fault comes, ingest-service or the broker may be away for most of
  /// it.
  private static final double UNDER_FAULTS_MIN = 0.25;

  /// A sentence for each thing that the run lacks; empty if it counts.
  List<String> lacking() {
    return Stream.of(repeats(), underFaults(), faults(), kinds(), backlogs(), comparisons())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> repeats() {
    long deliveries = outcome.ledger().deliveriesAcknowledged();
    long repeats = deliveries - outcome.ledger().eventsAcknowledged();
    return unless(
        repeats >= REPEATS_MIN * (deliveries - DELIVERIES_OF_CHANCE),
        "only %,d of %,d events answered 200 were repeats",
        repeats,
        deliveries);
  }

  private Optional<String> underFaults() {
    long planned = options.plannedEvents();
    double least = options.bringsEveryKind() ? UNDER_FAULTS_MIN * planned : 0;
    return unless(
        outcome.acknowledgedUnderFaults() >= Math.max(1, least),
        "only %,d events were answered 200 by the end of the faults, of %,d that its length brings",
        outcome.acknowledgedUnderFaults(),
        planned);
  }

  private Optional<String> faults() {
    return unless(outcome.faults().count() > 0, "no fault was brought about");
  }

  private Optional<String> kinds() {
    Map<Kind, Integer> counts = outcome.faults().countByKind();
    String missing =
        Stream.of(Kind.values())
            // Not every machine permits it.
            .filter(kind -> kind != Kind.FULL_DISK)
            .filter(kind -> counts.getOrDefault(kind, 0) == 0)
            .map(Kind::toString)
            .collect(joining(", "));
    return unless(
        !options.bringsEveryKind() || missing.isEmpty(),
        "kinds of faults that were never brought about: %s",
        missing);
  }

  private Optional<String> backlogs() {
    return unless(
        !options.leavesBacklogs() || outcome.grownTransactions().count() > 0,
        "no transaction of persistence-service took several polls");
  }

  private Optional<String> comparisons() {
    return unless(
        !options.bringsEveryKind() || outcome.comparisons().areComplete(),
        "not everything was compared: %s",
        outcome.comparisons());
  }

  private static Optional<String> unless(boolean enough, String pattern, Object... values) {
    return enough ? Optional.empty() : Optional.of(String.format(Locale.ROOT, pattern, values));
  }
}
