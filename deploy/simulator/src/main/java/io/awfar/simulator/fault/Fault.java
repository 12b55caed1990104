package io.awfar.simulator.fault;

import io.awfar.simulator.fault.Effect.Delay;
import io.awfar.simulator.fault.Effect.Fail;
import io.awfar.simulator.fault.Effect.NoStatuses;
import io.awfar.simulator.fault.Effect.Refuse;
import io.awfar.simulator.fault.Effect.Silence;
import java.time.Duration;

/// Something that goes wrong, where and how often.
///
/// @param effect what the caller sees
/// @param accepted true if the call is carried out first: a message is on its way although the
///   caller is told otherwise, or nothing
/// @param operation which calls
/// @param number only calls of this phone number id; empty for all
/// @param recipient only messages to this recipient, written as in the send; empty for all
/// @param share of the calls it could meet, 0 to 1
/// @param times how many calls it meets before it is over
public record Fault(
    Effect effect,
    boolean accepted,
    Operation operation,
    String number,
    String recipient,
    double share,
    long times) {

  /// Longest that an answer is held back.
  public static final Duration DELAY_MAX = Duration.ofMinutes(30);

  /// It never ends by itself.
  public static final long ALWAYS = Long.MAX_VALUE;

  /// Checks the bounds.
  public Fault {
    require(share >= 0 && share <= 1, "share must be 0 to 1");
    require(times > 0, "count must be 1 or more");
    require(number.length() <= 64 && recipient.length() <= 200, "number or recipient is too long");
    switch (effect) {
      case Delay(Duration min, Duration max) ->
          require(
              !min.isNegative() && min.compareTo(max) <= 0 && max.compareTo(DELAY_MAX) <= 0,
              "delay must be 0s to 30m, and not above delayMax");
      case Refuse refuse -> {
        require(refuse.code() >= 0 && refuse.code() <= 9_999_999, "code must be 0 to 9999999");
        require(
            refuse.httpStatus() == 0 || (refuse.httpStatus() >= 400 && refuse.httpStatus() <= 599),
            "http must be 400 to 599");
        require(
            !refuse.retryAfter().isNegative()
                && refuse.retryAfter().compareTo(Duration.ofDays(1)) <= 0,
            "retryAfter must be 0s to 1d");
      }
      case Effect.HttpError(int status) ->
          require(status >= 400 && status <= 599, "http must be 400 to 599");
      case Silence(Duration longest) ->
          require(
              !longest.isNegative() && longest.compareTo(DELAY_MAX) <= 0,
              "delay must be 0s to 30m");
      case Fail(int code) -> require(code > 0 && code <= 9_999_999, "code must be 1 to 9999999");
      case Effect.NoId noId -> {}
      case Effect.Drop drop -> {}
      case NoStatuses noStatuses -> {}
    }
    require(
        operation == Operation.SEND || !(effect instanceof Fail || effect instanceof NoStatuses),
        "only a send has statuses");
  }

  /// Every send meets this.
  public static Fault of(Effect effect) {
    return new Fault(effect, false, Operation.SEND, "", "", 1, ALWAYS);
  }

  /// Every send is refused with this error.
  public static Fault refuse(int code) {
    return of(new Refuse(code, 0, Duration.ZERO));
  }

  /// Every send is held up this long.
  public static Fault delay(Duration time) {
    return of(new Delay(time, time));
  }

  /// The same, but the call is carried out first.
  public Fault afterAccepting() {
    return new Fault(effect, true, operation, number, recipient, share, times);
  }

  /// The same for other calls.
  public Fault on(Operation other) {
    return new Fault(effect, accepted, other, number, recipient, share, times);
  }

  /// The same for one phone number id.
  public Fault from(String phoneNumberId) {
    return new Fault(effect, accepted, operation, phoneNumberId, recipient, share, times);
  }

  /// The same for one recipient.
  public Fault to(String one) {
    return new Fault(effect, accepted, operation, number, one, share, times);
  }

  /// The same for a share of the calls.
  public Fault share(double part) {
    return new Fault(effect, accepted, operation, number, recipient, part, times);
  }

  /// The same for so many calls, then it is over.
  public Fault times(long calls) {
    return new Fault(effect, accepted, operation, number, recipient, share, calls);
  }

  boolean concerns(CallFacts call) {
    return operation == call.operation()
        && (number.isEmpty() || number.equals(call.number()))
        && (recipient.isEmpty() || recipient.equals(call.recipient()));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
