package io.awfar.ingest.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sends of one chat, one after the other. For the desk's thread only.
final class ChatLine {

  private final String key;
  private final Deque<Send> waiting = new ArrayDeque<>();

  /// From a refusal of a send until one goes without any.
  private final Standstill slow = new Standstill();

  private int urgent;
  private boolean busy;
  private boolean resting;

  ChatLine(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  void add(Send send) {
    waiting.add(send);
    urgent += send.isUrgent() ? 1 : 0;
  }

  int size() {
    return waiting.size();
  }

  /// Sends of agents that wait.
  int urgent() {
    return urgent;
  }

  /// Whether an agent waits; then all before it goes first, too.
  boolean isUrgent() {
    return urgent > 0;
  }

  /// Whether its first send may be tried now.
  boolean isReady() {
    return !busy && !waiting.isEmpty();
  }

  /// Whether nothing is under way for its first send, which may still have to wait for a while.
  boolean isIdle() {
    return !waiting.isEmpty() && (!busy || resting);
  }

  /// The sends that wait, the first one among them.
  Stream<Send> sends() {
    return waiting.stream();
  }

  /// The send that is next, which stays until it is removed.
  @Nullable Send first() {
    return waiting.peek();
  }

  void begin() {
    busy = true;
  }

  /// Its first send is to be tried again, but not yet.
  void rest(PartitionSends partition, long nowNanos) {
    resting = true;
    slow.begin(List.of(partition), nowNanos);
  }

  /// Whether its sends have been refused at first for longer than this, one after the other.
  boolean isSlowFor(Duration time, long nowNanos) {
    return slow.lasts(time, nowNanos);
  }

  /// How many later commands have been read while it rests for this send.
  long overtakenBy(Send send) {
    return restsFor(send) ? slow.overtakenBy(send) : 0;
  }

  /// Whether this is the send that it rests for.
  boolean restsFor(Send send) {
    return resting && send.equals(first());
  }

  /// Its first send is to be tried again.
  void retry() {
    free();
  }

  /// Its first send needs the line no more.
  void removeFirst() {
    Send removed = waiting.remove();
    urgent -= removed.isUrgent() ? 1 : 0;
    if (removed.refusals() == 0) {
      slow.end();
    }
    free();
  }

  private void free() {
    busy = false;
    resting = false;
  }
}
