package io.awfar.simulator.webhook;

import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.Post;
import java.util.List;

/// A POST with the status of a message that the deployment sent.
record FollowUpPost(Event event, int redelivered) implements Post {

  @Override
  public List<Event> events() {
    return List.of(event);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public long layout() {
    return event.ordinal();
  }
}
