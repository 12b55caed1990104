package io.awfar.ingest.send;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The sends of one chat, one after the other. For the desk's thread only.
final class ChatLine {

  private final String key;
  private final Deque<Send> waiting = new ArrayDeque<>();
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

  /// The send that is next, which stays until it is removed.
  @Nullable Send first() {
    return waiting.peek();
  }

  void begin() {
    busy = true;
  }

  /// Its first send is to be tried again, but not yet.
  void rest() {
    resting = true;
  }

  /// Whether its first send has to wait before it is tried again.
  boolean isResting() {
    return resting;
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
    free();
  }

  private void free() {
    busy = false;
    resting = false;
  }
}
