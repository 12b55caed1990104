package io.awfar.media.download;

import java.time.Duration;

/// A request failed in a way that may be gone at the next attempt.
public final class WhatsAppFault extends Exception {

  private static final long serialVersionUID = 1L;

  static final String TIMED_OUT = "timed-out";

  /// Whose fault it is.
  public enum Kind {
    /// Nobody listens there, or not in TLS.
    UNREACHABLE,
    /// It asks us to be slower.
    THROTTLED,
    /// It does not take the token of the number.
    ACCESS_REFUSED,
    /// The number has no token that could be sent, so nothing was asked.
    TOKENLESS,
    /// It says no, for a reason that is not known to be for good.
    DENIED,
    /// It answered 5xx, nonsense, or not in time.
    FAILING,
    /// The url is not valid any more, or the id not yet: ask again.
    GONE,
    /// What came is not what was announced.
    CORRUPT
  }

  private final Kind kind;
  private final Step step;
  private final String reason;
  private final Duration retryAfter;

  WhatsAppFault(Kind kind, Step step, String reason) {
    this(kind, step, reason, Duration.ZERO);
  }

  WhatsAppFault(Kind kind, Step step, String reason, Duration retryAfter) {
    super(step + " " + kind + ": " + reason);
    this.kind = kind;
    this.step = step;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  public Step step() {
    return step;
  }

  /// Whether there was no answer in the time that it had.
  public boolean isTimeOut() {
    return reason.equals(TIMED_OUT);
  }

  /// Stable code, such as `hash-mismatch` or `api-error`.
  public String reason() {
    return reason;
  }

  /// How long WhatsApp asked us to wait; zero if it did not say.
  public Duration retryAfter() {
    return retryAfter;
  }
}
