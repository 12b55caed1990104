package io.awfar.simulator.traffic;

import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.Post;
import java.util.ArrayList;
import java.util.List;

/// A POST of which only the ordinals are kept.
record PlannedPost(EventGenerator generator, long[] ordinals, int redelivered, long layout)
    implements Post {

  @Override
  public List<Event> events() {
    List<Event> events = new ArrayList<>(ordinals.length);
    for (long ordinal : ordinals) {
      events.add(generator.event(ordinal));
    }
    return events;
  }

  @Override
  public int size() {
    return ordinals.length;
  }
}
