package io.awfar.ingest.send;

import io.awfar.ingest.call.Answered;
import io.awfar.ingest.call.GraphError;
import org.jspecify.annotations.Nullable;

/// What became of a send in the end.
sealed interface Ending {

  /// WhatsApp took it.
  record Accepted(String waMessageId, Answered recipient) implements Ending {}

  /// It was not sent.
  ///
  /// @param reason stable code
  /// @param detail more of it, without anything of the content
  /// @param error what WhatsApp said, if it was asked
  record Failed(String reason, @Nullable String detail, @Nullable GraphError error)
      implements Ending {

    static Failed of(Reason reason) {
      return new Failed(reason.code(), null, null);
    }
  }

  /// It may have been sent, and nothing told of it in time.
  record Unconfirmed() implements Ending {}

  /// Why something is not sent, apart from flaws of the command; the codes never change.
  enum Reason {
    /// WhatsApp refused it for good; see its error.
    REFUSED("refused"),
    /// WhatsApp refused it too often for a reason that passes; see its error.
    ATTEMPTS_EXHAUSTED("attempts-exhausted"),
    /// The workspace has no such number that can send.
    UNKNOWN_CHANNEL("unknown-channel"),
    /// The number's owner has paused it, or its secrets cannot be read, and too much waits already.
    CHANNEL_PAUSED("channel-paused"),
    /// WhatsApp takes nothing from the number, and too much waits for it already.
    NUMBER_PAUSED("number-paused"),
    /// Too much waits for the chat already.
    CHAT_OVERLOADED("chat-overloaded"),
    /// It is too old, or its time is over.
    EXPIRED("expired"),
    /// Its number or its chat kept it from going while too many later commands came.
    OVERTAKEN("overtaken");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
