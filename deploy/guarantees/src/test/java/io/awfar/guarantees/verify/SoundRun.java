package io.awfar.guarantees.verify;

import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.PhoneNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run in which all was well leaves, to spoil one thing of it and look at which promises
/// break.
final class SoundRun {

  private static final PhoneNumber NUMBER = new PhoneNumber("1", "15550000001", "2");

  final List<Event> events =
      new ArrayList<>(
          List.of(
              message(0, "a", false),
              message(1, "b", false),
              message(2, "c", false),
              new Event.StatusEvent(3, NUMBER, "x", "sent", "9", "{\"id\":\"x\"}")));
  private final Map<String, Long> ordinals =
      new HashMap<>(Map.of("m|1|a", 0L, "m|1|b", 1L, "m|1|c", 2L, "s|1|x|sent|9", 3L));
  final List<long[]> postsAtOnce = new ArrayList<>();
  long sent = 4;
  long deliveries = 5;
  final List<Placed> raw =
      new ArrayList<>(
          List.of(
              new Placed("m|1|a", "1|9", 3, 0),
              new Placed("m|1|b", "1|9", 3, 1),
              new Placed("m|1|a", "1|9", 3, 2),
              new Placed("s|1|x|sent|9", "1|9", 3, 3),
              new Placed("m|1|c", "1|8", 4, 0)));
  final List<Placed> messages =
      new ArrayList<>(
          List.of(
              new Placed("m|1|a", "1|9", 3, 0),
              new Placed("m|1|b", "1|9", 3, 1),
              new Placed("m|1|c", "1|8", 4, 0)));
  private final List<Placed> statuses =
      new ArrayList<>(List.of(new Placed("s|1|x|sent|9", "1|9", 3, 0)));
  final List<String> rows = new ArrayList<>(ordinals.keySet());
  final List<String> differingChats = new ArrayList<>();
  final List<String> deadLetters = new ArrayList<>();
  final List<String> fates = new ArrayList<>(List.of("file"));
  final List<String> storedFates = new ArrayList<>(List.of("file"));
  final ContentComparison comparison = new ContentComparison(sentEvents());
  Counts counts = new Counts(5, 4, 1, 0, 4, 1, 1);

  /// A text message.
  static Event message(long ordinal, String wamid, boolean alone) {
    String json = "{\"type\":\"text\",\"text\":{\"body\":\"text %s é\"}}".formatted(wamid);
    return new Event.MessageEvent(ordinal, NUMBER, null, alone, wamid, json);
  }

  /// The promises that did not hold.
  List<Promise> broken() {
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
            new ChatRows(2, differingChats),
            0,
            deadLetters,
            List.of("file"),
            fates,
            storedFates,
            counts);
    return new Verification(evidence)
        .promises().stream().filter(promise -> !promise.held()).toList();
  }

  /// Their names.
  List<String> brokenNames() {
    return broken().stream().map(Promise::name).toList();
  }

  private SentEvents sentEvents() {
    return new SentEvents(
        ordinals, sent, deliveries, postsAtOnce, ordinal -> events.get((int) ordinal));
  }
}
