package io.awfar.media.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.reconcile.Finding.Kind;
import io.awfar.media.store.ListedObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Instant BEFORE = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant OLD = BEFORE.minusSeconds(1);
  private static final Instant YOUNG = BEFORE;

  private final Findings findings = new Findings(TestSettings.of());
  private final Comparison comparison =
      new Comparison(
          BEFORE, findings, new Deadline(Clock.fixed(YOUNG, ZoneOffset.UTC), Instant.MAX));

  @AfterEach
  void nobodyIsInterruptedAnyMore() {
    Thread.interrupted();
  }

  private static KeptFile kept(String key) {
    return new KeptFile(key, true, OLD);
  }

  private static KnownFile known(String key) {
    return new KnownFile(key, OLD);
  }

  private void compare(List<KeptFile> bucket, List<KnownFile> rows) {
    comparison.run(bucket.iterator(), rows.iterator());
  }

  @Test
  void whatBothHaveIsInOrder() {
    compare(List.of(kept("a"), kept("b")), List.of(known("a"), known("b")));

    assertThat(findings.tally()).isEqualTo(new Tally(2, 2, 0, 0, 0));
    assertThat(findings.areBelievable()).isTrue();
  }

  @Test
  void whatOneSideHasAloneIsFoundWhereverItStands() {
    compare(
        List.of(kept("a"), kept("c"), kept("e"), kept("g")),
        List.of(known("b"), known("c"), known("d"), known("e"), known("f")));

    assertThat(findings.held(Kind.ORPHAN)).extracting(Finding::key).containsExactly("a", "g");
    assertThat(findings.held(Kind.MISSING)).extracting(Finding::key).containsExactly("b", "d", "f");
    assertThat(findings.tally()).isEqualTo(new Tally(4, 5, 2, 3, 0));
  }

  @Test
  void oneSideMayBeEmpty() {
    compare(List.of(kept("a"), kept("b")), List.of());
    compare(List.of(), List.of(known("c")));

    assertThat(findings.tally()).isEqualTo(new Tally(2, 1, 2, 1, 0));
  }

  @Test
  void whatIsYoungIsNotFoundOnEitherSide() {
    compare(
        List.of(new KeptFile("a", true, YOUNG), kept("c")),
        List.of(new KnownFile("b", YOUNG), known("c")));

    assertThat(findings.tally()).isEqualTo(new Tally(2, 2, 0, 0, 0));
  }

  @Test
  void whatIsBesideAFileIsNotTheFile() {
    compare(
        List.of(new KeptFile("a", false, OLD), new KeptFile("b", false, OLD)), List.of(known("a")));

    assertThat(findings.held(Kind.MISSING)).extracting(Finding::key).containsExactly("a");
    assertThat(findings.held(Kind.ORPHAN)).extracting(Finding::key).containsExactly("b");
  }

  @Test
  void aFileThatIsMarkedAsMissingIsNotMissedAgainNorAnOrphanIfItIsThere() {
    compare(List.of(kept("b")), List.of(new KnownFile("a", null), new KnownFile("b", null)));

    assertThat(findings.tally()).isEqualTo(new Tally(1, 0, 0, 0, 1));
    assertThat(findings.held(Kind.RETURNED)).extracting(Finding::key).containsExactly("b");
  }

  @Test
  void whateverIsOnTheTwoSidesIsFoundOnce() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      TreeMap<String, Integer> sides = new TreeMap<>();
      for (int i = random.nextInt(20); i > 0; i--) {
        sides.put(Integer.toString(random.nextInt(1000)), random.nextInt(3));
      }
      Findings found = new Findings(TestSettings.of());
      new Comparison(BEFORE, found, new Deadline(Clock.fixed(YOUNG, ZoneOffset.UTC), Instant.MAX))
          .run(
              keys(sides, 0, 2).stream().map(ComparisonTest::kept).iterator(),
              keys(sides, 1, 2).stream().map(ComparisonTest::known).iterator());

      assertThat(found.held(Kind.ORPHAN)).extracting(Finding::key).isEqualTo(keys(sides, 0, 0));
      assertThat(found.held(Kind.MISSING)).extracting(Finding::key).isEqualTo(keys(sides, 1, 1));
    }
  }

  @Test
  void aRunThatTakesTooLongEnds() {
    Deadline over = new Deadline(Clock.fixed(YOUNG, ZoneOffset.UTC), YOUNG.minusNanos(1));
    Comparison late = new Comparison(BEFORE, findings, over);

    assertThatThrownBy(
            () -> late.run(List.of(kept("a")).iterator(), List.<KnownFile>of().iterator()))
        .isInstanceOfSatisfying(
            RunEndedException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.TOO_LONG));
  }

  @Test
  void whatIsPassedOverTakesOfTheTimeAsWell() {
    Deadline over = new Deadline(Clock.fixed(YOUNG, ZoneOffset.UTC), YOUNG.minusNanos(1));
    List<ListedObject> foreign = List.of(new ListedObject("of-somebody-else", OLD));

    assertThatThrownBy(() -> new KeptFiles(over.bound(foreign.iterator())))
        .isInstanceOfSatisfying(
            RunEndedException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.TOO_LONG));
  }

  @Test
  void aRunOfAServiceThatEndsEnds() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> compare(List.of(kept("a")), List.of()))
        .isInstanceOfSatisfying(
            RunEndedException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.STOPPED));
  }

  private static List<String> keys(TreeMap<String, Integer> sides, int one, int other) {
    List<String> keys = new ArrayList<>();
    sides.forEach((key, side) -> {
      if (side == one || side == other) {
        keys.add(key);
      }
    });
    return keys;
  }
}
