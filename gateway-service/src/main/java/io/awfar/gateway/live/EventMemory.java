package io.awfar.gateway.live;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The last events of all workspaces, bounded in size and time.
///
/// One thread adds; any number reads.
final class EventMemory {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NAME_RADIX = 36;

  private final String name = Long.toString(RANDOM.nextLong() >>> 1, NAME_RADIX);
  private final long bytesMax;
  private final long nanosMax;
  private final Map<UUID, Feed> feeds = new ConcurrentHashMap<>();
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();

  /// Where all that is remembered begins.
  private final Positions begin = new Positions();

  private final AtomicLong bytes = new AtomicLong();
  private volatile long mark;
  private volatile @Nullable Ending over;

  private record Kept(LiveEvent event, Feed feed) {}

  EventMemory(long bytesMax, Duration timeMax) {
    this.bytesMax = bytesMax;
    this.nanosMax = timeMax.toNanos();
  }

  /// Which it is among all memories of all gateways.
  String name() {
    return name;
  }

  Feed feed(UUID workspaceId) {
    return feeds.computeIfAbsent(workspaceId, _ -> new Feed(this));
  }

  Collection<Feed> feeds() {
    return feeds.values();
  }

  /// Size of all events, about.
  long bytes() {
    return bytes.get();
  }

  /// The newest place that other gateways can find; all before it has been added.
  long mark() {
    return mark;
  }

  void mark(long id) {
    mark = id;
  }

  /// @return the feed that it went to, null if it is of no workspace
  @Nullable Feed add(LiveTopic topic, ConsumerRecord<byte[], byte[]> record, long nowNanos) {
    UUID workspaceId = WorkspaceIds.of(topic, record);
    if (workspaceId == null) {
      return null;
    }
    Feed feed = feed(workspaceId);
    Place place = new Place(name, feed.nextSequence(), mark);
    LiveEvent event = new LiveEvent(topic, record, place, nowNanos);
    feed.add(event);
    kept.add(new Kept(event, feed));
    bytes.addAndGet(event.bytes());
    return feed;
  }

  /// Everything of that partition is remembered from there on.
  synchronized void begin(LiveTopic topic, int partition, long offset) {
    begin.set(topic, partition, offset);
  }

  /// Forgets what is beyond the bounds.
  void forget(long nowNanos) {
    for (Kept oldest = kept.peek();
        oldest != null
            && (bytes.get() > bytesMax || nowNanos - oldest.event().addedNanos() > nanosMax);
        oldest = kept.peek()) {
      kept.remove();
      bytes.addAndGet(-oldest.event().bytes());
      // Before it is gone, so that nobody who asks later is told that all is there.
      begin(oldest.event().topic(), oldest.event().partition(), oldest.event().offset() + 1);
      oldest.feed().forgetOldest();
    }
  }

  synchronized boolean remembersAllFrom(Positions positions) {
    return begin.isAtMost(positions);
  }

  /// Nothing is added any more: ends all that listen. Who begins to listen later finds it [#over].
  void end(Ending why) {
    over = why;
    feeds().forEach(feed -> feed.listeners().forEach(listener -> listener.end(why)));
  }

  /// Why nothing is added any more; null as long as something may be.
  @Nullable Ending over() {
    return over;
  }

  int listeners() {
    return feeds.values().stream().mapToInt(feed -> feed.listeners().size()).sum();
  }
}
