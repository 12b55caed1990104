package io.awfar.simulator.fault;

import java.time.Duration;

/// What the caller sees of a fault.
///
/// All of these are things that Meta's API is known to do: errors by code (its page "WhatsApp error
/// codes"), 5xx of it or of what stands before it, and connections that break or stay silent, as
/// anything does that is reached over the internet. It has no key of idempotency, so that a caller
/// who saw no answer cannot tell whether the message went out but by its statuses.
public sealed interface Effect {

  /// It takes longer: before the call is carried out, or, accepted, before its answer.
  ///
  /// @param max longest; the time is drawn evenly from min to it
  record Delay(Duration min, Duration max) implements Effect {}

  /// An error of the API.
  ///
  /// @param httpStatus 0 for the usual one of the code
  /// @param retryAfter the header of that name; zero for none
  record Refuse(int code, int httpStatus, Duration retryAfter) implements Effect {}

  /// A page with this status instead of JSON, as from a proxy.
  record HttpError(int httpStatus) implements Effect {}

  /// 200 with `{"success":true}`, which is the answer to other calls and tells of no message.
  record NoId() implements Effect {}

  /// The connection breaks.
  record Drop() implements Effect {}

  /// Nothing comes.
  ///
  /// @param longest after which the connection closes
  record Silence(Duration longest) implements Effect {}

  /// The message is accepted; a status says later that it failed.
  record Fail(int code) implements Effect {}

  /// The message is accepted and no status of it ever comes.
  record NoStatuses() implements Effect {}
}
