package io.awfar.guarantees.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.PhoneNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Starts from a run in which all was well, spoils one thing, and looks at which promises break.
class VerificationTest {

  private static final String ONCE = "exactly once";
  private static final String NOT_SENT = "not sent";
  private static final String ORDER = "in the order";
  private static final String ROWS = "is in PostgreSQL";
  private static final String IDENTITIES = "identity of its own";
  private static final String POSTS = "in one webhook";
  private static final String CONTENTS = "says what was sent";
  private static final String CHATS = "row of chats";
  private static final String SUM = "received =";
  private static final String STORED = "stored =";
  private static final String LETTERS = "dead letter";
  private static final String FILES = "fate";

  private static final PhoneNumber NUMBER = new PhoneNumber("1", "15550000001", "2");
  private static final UUID ID = new UUID(1, 2);

  private final List<Event> events =
      new ArrayList<>(
          List.of(
              message(0, "a", false),
              message(1, "b", false),
              message(2, "c", false),
              new Event.StatusEvent(3, NUMBER, "x", "sent", "9", "{\"id\":\"x\"}")));
  private final Map<String, Long> ordinals =
      new HashMap<>(Map.of("m|1|a", 0L, "m|1|b", 1L, "m|1|c", 2L, "s|1|x|sent|9", 3L));
  private final List<long[]> postsAtOnce = new ArrayList<>();
  private long sent = 4;
  private long deliveries = 5;
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
  private final List<String> rows = new ArrayList<>(ordinals.keySet());
  private final List<String> differing = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final List<String> fates = new ArrayList<>(List.of("file"));
  private final ContentComparison comparison = new ContentComparison(sentEvents());
  private Counts counts;

  @BeforeEach
  void allWasWell() {
    counts = new Counts(5, 4, 1, 0, 4, 1, 1);
    assertThat(broken()).isEmpty();
  }

  @Test
  void eventsThatShareAnIdentityAreFound() {
    sent = 5;

    assertThat(names(broken())).singleElement().asString().contains(IDENTITIES);
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
  void twoEventsOfAChatInAnotherOrderThanTheirWebhookAreFoundAndNamed() {
    postsAtOnce.add(new long[] {1, 3});
    postsAtOnce.add(new long[] {0, 1});
    assertThat(broken()).isEmpty();

    raw.removeIf(event -> event.identity().equals("m|1|a"));
    raw.add(new Placed("m|1|a", "1|9", 3, 4));
    messages.addLast(messages.removeFirst());
    counts = new Counts(4, 4, 0, 0, 4, 1, 1);
    deliveries = 4;

    assertThat(broken())
        .singleElement()
        .satisfies(promise -> {
          assertThat(promise.name()).contains(POSTS);
          assertThat(promise.examples())
              .containsExactly("m|1|b stood after m|1|a in its webhook and came in before it");
        });
  }

  @Test
  void ofEventsThatCameInTwiceNobodyKnowsInWhichWebhook() {
    postsAtOnce.add(new long[] {1, 0});

    assertThat(broken()).isEmpty();
  }

  @Test
  void aMessageWithAChangeOfItsOwnStandsApartFromItsWebhook() {
    raw.remove(2);
    counts = new Counts(4, 4, 0, 0, 4, 1, 1);
    deliveries = 4;
    postsAtOnce.add(new long[] {1, 0});
    assertThat(names(broken())).singleElement().asString().contains(POSTS);

    events.set(1, message(1, "b", true));

    assertThat(broken()).isEmpty();
  }

  @Test
  void aRawEventWithOtherBytesThanWereSentIsFoundAndNamed() {
    comparison.rawEvent("m|1|a", payload(events.get(0)));
    comparison.rawEvent("s|1|x|sent|9", payload(events.get(3)));
    assertThat(broken()).isEmpty();

    comparison.rawEvent("m|1|b", payload(events.get(0)));

    assertContentsDiffer("m|1|b has other bytes in the raw topic than were sent");
  }

  @Test
  void aTextThatIsAnotherInTheCleanTopicIsFoundAndNamed() {
    comparison.message("m|1|a", ID, "text a é");
    assertThat(broken()).isEmpty();

    comparison.message("m|1|b", ID, "text b");

    assertContentsDiffer("m|1|b has another text in the clean topic than was sent");
  }

  @Test
  void aTextThatIsAnotherInPostgresqlIsFoundAndNamed() {
    comparison.message("m|1|a", ID, "text a é");
    comparison.row("m|1|a", ID, "text a é");
    assertThat(broken()).isEmpty();

    comparison.row("m|1|a", ID, null);

    assertContentsDiffer("m|1|a has another text in PostgreSQL than in the clean topic");
  }

  @Test
  void aRowWithAnotherIdThanItsCleanMessageIsFoundAndNamed() {
    comparison.row("m|1|a", ID, "text a é");

    assertContentsDiffer("m|1|a has an id in PostgreSQL that no clean message has");
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
            sentEvents(),
            raw,
            clean,
            rows,
            comparison.contents(),
            new ChatRows(2, differing),
            0,
            deadLetters,
            List.of("file"),
            fates,
            counts);
    return new Verification(evidence)
        .promises().stream().filter(promise -> !promise.held()).toList();
  }

  private void assertContentsDiffer(String example) {
    assertThat(broken())
        .singleElement()
        .satisfies(promise -> {
          assertThat(promise.name()).contains(CONTENTS);
          assertThat(promise.examples()).containsExactly(example);
        });
  }

  private SentEvents sentEvents() {
    return new SentEvents(
        ordinals, sent, deliveries, postsAtOnce, ordinal -> events.get((int) ordinal));
  }

  private static Event message(long ordinal, String wamid, boolean alone) {
    String json = "{\"type\":\"text\",\"text\":{\"body\":\"text %s é\"}}".formatted(wamid);
    return new Event.MessageEvent(ordinal, NUMBER, null, alone, wamid, json);
  }

  /// As the edge makes it, with more around the event.
  private static ByteBuffer payload(Event event) {
    String json = "{\"metadata\":{},\"messages\":[%s]}".formatted(event.json());
    return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(List<Promise> promises) {
    return promises.stream().map(Promise::name).toList();
  }
}
