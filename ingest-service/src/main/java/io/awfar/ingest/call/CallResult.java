package io.awfar.ingest.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of a call.
public sealed interface CallResult {

  /// WhatsApp has taken the message.
  record Accepted(String waMessageId, Answered recipient) implements CallResult {}

  /// WhatsApp has marked the message as read.
  record Marked() implements CallResult {}

  /// WhatsApp has answered with an error.
  ///
  /// @param retryAfter how long WhatsApp asks to wait, an hour at most; null if it does not
  record Refused(int status, GraphError error, @Nullable Duration retryAfter)
      implements CallResult {}

  /// There was no connection, so that WhatsApp cannot have received anything.
  record NotReached(String cause) implements CallResult {}

  /// The call was not made: too much time had passed since its attempt was noted.
  record NotCalled() implements CallResult {}

  /// There was a connection and no answer that tells: WhatsApp may have taken the message or not.
  record NoAnswer(String cause) implements CallResult {}
}
