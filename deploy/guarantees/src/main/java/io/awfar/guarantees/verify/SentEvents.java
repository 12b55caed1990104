package io.awfar.guarantees.verify;

import io.awfar.simulator.payload.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/// The events in POSTs that were answered 200, from the simulator's own ledger.
///
/// @param ordinals the number of each event by its identity
/// @param count how many different ones by their numbers: more than there are identities if two
///   share one
/// @param deliveries how many in those POSTs, repeats included
/// @param postsAtOnce the numbers of the events of each POST of several that was answered 200 at
///   its first attempt, in their order
/// @param events computes an event again from its number, the same bytes as sent
public record SentEvents(
    Map<String, Long> ordinals,
    long count,
    long deliveries,
    List<long[]> postsAtOnce,
    LongFunction<Event> events) {

  Set<String> identities() {
    return ordinals.keySet();
  }

  /// The event of this identity; empty if there is none.
  Optional<Event> event(String identity) {
    return Optional.ofNullable(ordinals.get(identity)).map(events::apply);
  }
}
