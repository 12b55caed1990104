package io.awfar.gateway.live;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A record that is remembered, a link in the chain of its workspace.
///
/// It stays as it came until somebody listens.
final class LiveEvent {

  /// What an object of this kind and its places in lists take, roughly.
  private static final int OVERHEAD_BYTES = 300;

  private final @Nullable LiveTopic topic;
  private final int partition;
  private final long offset;
  private final Place place;
  private final long addedNanos;
  private final int bytes;
  private @Nullable ConsumerRecord<byte[], byte[]> record;
  private volatile byte @Nullable [] block;
  private volatile @Nullable LiveEvent next;

  private LiveEvent(
      @Nullable LiveTopic topic,
      int partition,
      long offset,
      Place place,
      long addedNanos,
      @Nullable ConsumerRecord<byte[], byte[]> record) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.place = place;
    this.addedNanos = addedNanos;
    this.record = record;
    // As JSON it is about twice as long.
    this.bytes =
        OVERHEAD_BYTES + (record == null ? 0 : 2 * Math.max(0, record.serializedValueSize()));
  }

  LiveEvent(LiveTopic topic, ConsumerRecord<byte[], byte[]> record, Place place, long addedNanos) {
    this(topic, record.partition(), record.offset(), place, addedNanos, record);
  }

  /// What stands before the first event of a chain.
  static LiveEvent beginning(String memory) {
    return new LiveEvent(null, 0, 0, new Place(memory, 0, 0), 0, null);
  }

  /// The name that it has at all gateways, empty for a beginning.
  String name() {
    return topic == null ? "" : topic.letter() + "." + partition + "." + offset;
  }

  LiveTopic topic() {
    if (topic == null) {
      throw new IllegalStateException("A beginning is of no topic");
    }
    return topic;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  Place place() {
    return place;
  }

  long sequence() {
    return place.sequence();
  }

  long addedNanos() {
    return addedNanos;
  }

  /// What it takes of the memory, about.
  int bytes() {
    return bytes;
  }

  /// Whether it is behind these positions.
  boolean isBefore(Positions positions) {
    return topic != null && offset < positions.at(topic, partition);
  }

  /// Makes it ready for those who listen.
  ///
  /// @throws org.apache.kafka.common.errors.RetriableException if the registry does not answer
  synchronized void tell(EventBlocks blocks) {
    ConsumerRecord<byte[], byte[]> untold = record;
    if (untold != null) {
      block = blocks.of(this, untold);
      record = null;
    }
  }

  /// As it is sent, empty if there is nothing to tell; null if it is not ready, or not any more.
  byte @Nullable [] block() {
    return block;
  }

  synchronized void forget() {
    record = null;
    block = null;
  }

  @Nullable LiveEvent next() {
    return next;
  }

  void link(LiveEvent event) {
    next = event;
  }
}
