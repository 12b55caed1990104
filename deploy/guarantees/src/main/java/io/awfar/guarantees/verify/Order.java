package io.awfar.guarantees.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether the events of each chat came out in the order in which they first came in.
///
/// A chat is a record key. The order in which its events came in is that of the first record of
/// each identity in the raw topic; repeats do not count. In each clean topic the events of a chat
/// must be in that order, and in the partition of the same number.
///
/// @param chats how many different keys
/// @param violations events that came too late or in another partition
record Order(long chats, List<String> violations) {

  static Order of(List<Placed> raw, Collection<List<Placed>> clean) {
    Map<String, Placed> firsts = new HashMap<>();
    raw.forEach(event -> firsts.putIfAbsent(event.identity(), event));
    Set<String> chats = new HashSet<>();
    List<String> violations = new ArrayList<>();
    for (List<Placed> topic : clean) {
      Map<String, Placed> newest = new HashMap<>();
      for (Placed event : topic) {
        chats.add(event.key());
        Placed first = firsts.get(event.identity());
        if (first == null) {
          // Another promise is broken, and no order is left to compare with.
          continue;
        }
        if (first.partition() != event.partition() || !first.key().equals(event.key())) {
          violations.add(event.identity() + " is not where its raw event is");
          continue;
        }
        Placed before = newest.get(event.key());
        if (before != null && before.offset() > first.offset()) {
          violations.add(event.identity() + " came in before and out after " + before.identity());
        } else {
          newest.put(event.key(), first);
        }
      }
    }
    return new Order(chats.size(), violations);
  }
}
