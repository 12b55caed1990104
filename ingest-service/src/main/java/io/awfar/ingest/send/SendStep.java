package io.awfar.ingest.send;

import java.util.UUID;

/// The moments of a send between which an instance may end.
public enum SendStep {
  /// It is next; nothing is noted of the attempt.
  CHOSEN,
  /// The attempt is durable; WhatsApp was not called.
  NOTED,
  /// The call is under way.
  CALLING,
  /// WhatsApp has answered; nothing is noted of that.
  ANSWERED,
  /// It is durable that the attempt sent nothing; the next one has not begun.
  NOT_SENT,
  /// Nobody knows whether the message was taken; its statuses are not looked through yet.
  DOUBTED,
  /// It is durable that it fails without a call; the outcome is not.
  FAILING,
  /// The outcome is durable; the end of the send is not.
  TOLD,
  /// The end is durable; the offset is not committed.
  ENDED;

  /// Told of each step of each send, on the thread that goes on with it.
  @FunctionalInterface
  public interface Watcher {

    /// Returns when the send may go on.
    void reached(SendStep step, UUID sendId);
  }
}
