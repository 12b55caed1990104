package io.awfar.gateway.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The events of one workspace in the order in which this gateway tells them, and who listens.
///
/// They are a chain: each listener keeps the link that it was told last and needs nothing else, so
/// that those who are behind take no memory of their own. One thread adds and forgets; any number
/// listens.
final class Feed {

  private final EventMemory memory;
  private final List<LiveStream> listeners = new CopyOnWriteArrayList<>();
  private volatile LiveEvent last;

  /// The newest of those that are not remembered any more.
  private volatile LiveEvent forgotten;

  Feed(EventMemory memory) {
    this.memory = memory;
    this.last = LiveEvent.beginning(memory.name());
    this.forgotten = last;
  }

  EventMemory memory() {
    return memory;
  }

  boolean isListenedTo() {
    return !listeners.isEmpty();
  }

  List<LiveStream> listeners() {
    return listeners;
  }

  LiveEvent last() {
    return last;
  }

  long nextSequence() {
    return last.sequence() + 1;
  }

  void add(LiveEvent event) {
    last.link(event);
    last = event;
  }

  /// Forgets the oldest event that is remembered.
  void forgetOldest() {
    LiveEvent oldest = forgotten.next();
    if (oldest != null) {
      forgotten = oldest;
      oldest.forget();
    }
  }

  /// Whether what comes after that link is not remembered any more.
  boolean hasForgottenWhatFollows(LiveEvent link) {
    return link.sequence() < forgotten.sequence();
  }

  /// From here on the listener is woken by all that is added.
  void listen(LiveStream listener) {
    listeners.add(listener);
  }

  void leave(LiveStream listener) {
    listeners.remove(listener);
  }

  /// The link after which a client goes on that has come back, asked once it listens.
  ///
  /// @return null if there would be a gap
  @Nullable LiveEvent find(Resumption resumption) {
    LiveEvent oldest = forgotten;
    return switch (resumption) {
      case Resumption.Fresh _ -> last;
      case Resumption.After after -> at(after.sequence(), oldest);
      // In this order: what is remembered now was when the link was looked up.
      case Resumption.From from -> memory.remembersAllFrom(from.positions()) ? oldest : null;
      case Resumption.Lost _ -> null;
    };
  }

  private static @Nullable LiveEvent at(long sequence, LiveEvent oldest) {
    LiveEvent link = oldest;
    while (link != null && link.sequence() < sequence) {
      link = link.next();
    }
    return link != null && link.sequence() == sequence ? link : null;
  }
}
