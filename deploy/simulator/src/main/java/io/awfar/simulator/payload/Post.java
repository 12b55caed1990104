package io.awfar.simulator.payload;

import java.util.List;

/// What one POST carries; its body is computed when it is needed and the same each time.
public interface Post {

  /// Its events, at least one.
  List<Event> events();

  /// How many of them were in an earlier POST.
  int redelivered();

  /// The number of events, without computing them.
  int size();

  /// Decides how the events are spread over entries and changes.
  long layout();
}
