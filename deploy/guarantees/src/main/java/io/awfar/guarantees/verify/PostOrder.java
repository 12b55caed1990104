package io.awfar.guarantees.verify;

import io.awfar.simulator.payload.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether the events of one chat in one POST are in the raw topic in the order of the POST.
///
/// Looked at are POSTs that were answered 200 at their first attempt, which came in once, and of
/// their events those that are in the raw topic once: of others nobody knows which record is of
/// which POST. Each is compared with the one before it of the same chat and kind, for a body has
/// its messages, its statuses and each other event in places of their own. A message with a change
/// of its own is passed over, for it stands apart from the others.
///
/// @param compared how many events
/// @param violations those that came in before the one before them
record PostOrder(long compared, List<String> violations) {

  private static final Placed REPEATED = new Placed("", "", -1, -1);

  static PostOrder of(SentEvents sent, List<Placed> raw) {
    Map<String, Placed> places = new HashMap<>();
    raw.forEach(event -> places.merge(event.identity(), event, (first, again) -> REPEATED));
    long compared = 0;
    List<String> violations = new ArrayList<>();
    for (long[] post : sent.postsAtOnce()) {
      Map<Line, Placed> newest = new HashMap<>();
      for (long ordinal : post) {
        Event event = sent.events().apply(ordinal);
        Placed place = places.get(event.identity());
        if (place == null || place.equals(REPEATED) || standsApart(event)) {
          continue;
        }
        Placed before = newest.put(new Line(event.getClass(), place.key()), place);
        if (before != null) {
          compared++;
          if (before.partition() != place.partition() || before.offset() > place.offset()) {
            violations.add(
                "%s stood after %s in its webhook and came in before it"
                    .formatted(place.identity(), before.identity()));
          }
        }
      }
    }
    return new PostOrder(compared, violations);
  }

  private static boolean standsApart(Event event) {
    return event instanceof Event.MessageEvent message && message.alone();
  }

  /// Events of one kind in one chat.
  private record Line(Class<? extends Event> kind, String key) {}
}
