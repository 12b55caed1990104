package io.awfar.guarantees.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Starts from a run in which all was well, spoils one thing, and looks at which promises break.
class VerificationTest {

  private static final String ONCE = "exactly once";
  private static final String NOT_SENT = "not sent";
  private static final String ORDER = "in the order";
  private static final String ROWS = "PostgreSQL";
  private static final String CHATS = "row of chats";
  private static final String SUM = "received =";
  private static final String STORED = "stored =";
  private static final String LETTERS = "dead letter";
  private static final String FILES = "fate";

  private final Set<String> acknowledged = Set.of("m|1|a", "m|1|b", "m|1|c", "s|1|x|sent|9");
  private final List<Placed> raw =
      new ArrayList<>(
          List.of(
              new Placed("m|1|a", "1|9", 3, 0),
              new Placed("m|1|b", "1|9", 3, 1),
              new Placed("m|1|a", "1|9", 3, 2),
              new Placed("s|1|x|sent|9", "1|9", 3, 3),
              new Placed("m|1|c", "1|8", 4, 0)));
  private final List<Placed> messages =
      new ArrayList<>(
          List.of(
              new Placed("m|1|a", "1|9", 3, 0),
              new Placed("m|1|b", "1|9", 3, 1),
              new Placed("m|1|c", "1|8", 4, 0)));
  private final List<Placed> statuses =
      new ArrayList<>(List.of(new Placed("s|1|x|sent|9", "1|9", 3, 0)));
  private final List<String> rows = new ArrayList<>(acknowledged);
  private final List<String> differing = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final List<String> fates = new ArrayList<>(List.of("file"));
  private Counts counts;

  @BeforeEach
  void allWasWell() {
    counts = new Counts(5, 4, 1, 0, 4, 1, 1);
    assertThat(broken()).isEmpty();
  }

  @Test
  void anEventThatIsMissingInTheTopicsIsFoundAndNamed() {
    messages.remove(1);

    assertThat(broken())
        .anySatisfy(promise -> {
          assertThat(promise.name()).contains("clean topics").contains(ONCE);
          assertThat(promise.examples()).containsExactly("missing m|1|b");
        });
  }

  @Test
  void anEventThatIsDoubledInTheTopicsIsFoundAndNamed() {
    messages.add(new Placed("m|1|a", "1|9", 3, 2));

    assertThat(broken())
        .anySatisfy(promise -> {
          assertThat(promise.name()).contains("clean topics").contains(ONCE);
          assertThat(promise.examples()).containsExactly("doubled m|1|a (2 times)");
        });
  }

  @Test
  void anEventThatWasNeverSentIsFoundAndNamed() {
    messages.add(new Placed("m|1|z", "1|9", 3, 2));

    assertThat(broken())
        .anySatisfy(promise -> {
          assertThat(promise.name()).contains(NOT_SENT.substring(4));
          assertThat(promise.examples()).containsExactly("m|1|z");
        });
  }

  @Test
  void twoEventsOfAChatInTheWrongOrderAreFoundAndNamed() {
    messages.set(0, new Placed("m|1|b", "1|9", 3, 0));
    messages.set(1, new Placed("m|1|a", "1|9", 3, 1));

    assertThat(broken())
        .singleElement()
        .satisfies(promise -> {
          assertThat(promise.name()).contains(ORDER);
          assertThat(promise.examples())
              .containsExactly("m|1|a came in before and out after m|1|b");
        });
  }

  @Test
  void aRepeatDoesNotChangeWhenAnEventFirstCameIn() {
    raw.add(new Placed("m|1|b", "1|9", 3, 4));
    raw.add(new Placed("m|1|a", "1|9", 3, 5));
    counts = new Counts(7, 4, 3, 0, 4, 1, 1);

    assertThat(broken()).isEmpty();
  }

  @Test
  void eventsOfDifferentChatsHaveNoOrder() {
    Placed last = messages.removeLast();
    messages.addFirst(last);

    assertThat(broken()).isEmpty();
  }

  @Test
  void anEventInAnotherPartitionThanItsChatIsFound() {
    messages.set(2, new Placed("m|1|c", "1|8", 5, 0));

    assertThat(names(broken())).singleElement().asString().contains(ORDER);
  }

  @Test
  void aMissingADoubledAndAForeignRowAreFound() {
    rows.remove("m|1|b");
    assertThat(names(broken())).singleElement().asString().contains(ROWS);
    rows.add("m|1|b");
    rows.add("m|1|a");
    assertThat(names(broken())).singleElement().asString().contains(ROWS);
    rows.remove("m|1|a");
    rows.add("m|1|z");
    assertThat(names(broken())).singleElement().asString().contains(ROWS);
  }

  @Test
  void aChatThatIsNotAsItsMessagesSayIsFoundAndNamed() {
    differing.add("chat 1: unread_count 3, not 2");

    assertThat(broken())
        .singleElement()
        .satisfies(promise -> {
          assertThat(promise.name()).contains(CHATS);
          assertThat(promise.examples()).containsExactly("chat 1: unread_count 3, not 2");
        });
  }

  @Test
  void countsThatDoNotAddUpAreFound() {
    counts = new Counts(5, 4, 0, 0, 4, 1, 1);
    assertThat(names(broken())).singleElement().asString().contains(SUM);
  }

  @Test
  void countsThatAddUpButAreNotTrueAreFound() {
    counts = new Counts(6, 4, 2, 0, 4, 1, 1);
    assertThat(names(broken())).singleElement().asString().contains(SUM);
    counts = new Counts(5, 3, 2, 0, 3, 1, 1);
    assertThat(names(broken())).singleElement().asString().contains(SUM);
  }

  @Test
  void anEventThatWasPublishedAndNotStoredIsFound() {
    counts = new Counts(5, 4, 1, 0, 3, 1, 1);

    assertThat(names(broken())).singleElement().asString().contains(STORED);
  }

  @Test
  void aDeadLetterIsFound() {
    deadLetters.add("undecodable of dedup-stream: whatsapp.events.raw-3 at 7");

    assertThat(names(broken())).singleElement().asString().contains(LETTERS);
  }

  @Test
  void aFileWithoutItsFateOrWithTwoIsFound() {
    fates.add("file");
    assertThat(names(broken())).singleElement().asString().contains(FILES);
    fates.clear();
    assertThat(names(broken())).singleElement().asString().contains(FILES);
  }

  private List<Promise> broken() {
    SortedMap<String, List<Placed>> clean = new TreeMap<>();
    clean.put("messages", messages);
    clean.put("statuses", statuses);
    Evidence evidence =
        new Evidence(
            acknowledged,
            5,
            raw,
            clean,
            rows,
            new ChatRows(2, differing),
            0,
            deadLetters,
            List.of("file"),
            fates,
            counts);
    return new Verification(evidence)
        .promises().stream().filter(promise -> !promise.held()).toList();
  }

  private static List<String> names(List<Promise> promises) {
    return promises.stream().map(Promise::name).toList();
  }
}
