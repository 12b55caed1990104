package io.awfar.ingest.send;

import io.awfar.ingest.call.CallResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Whether WhatsApp takes anything from a number at all. While it does not, one send at a time is
/// tried, after a while or once the number was changed.
final class NumberPause {

  /// How far WhatsApp's clock may be behind ours.
  private static final Duration CLOCKS_APART_MAX = Duration.ofSeconds(5);

  private boolean paused;
  private boolean told;
  private int code;
  private long sinceNanos;
  private long probeNanos;
  private long version;
  private Instant refutedAt = Instant.EPOCH;

  boolean isPaused() {
    return paused;
  }

  /// Whether one send has to go alone first, to show whether the error is over: while the number is
  /// paused, and after a pause that a status told of, however long ago that was.
  boolean isUnproven() {
    return paused || told;
  }

  /// Whether a status told of it, so that WhatsApp may well accept what it does not send.
  boolean isTold() {
    return told;
  }

  /// WhatsApp's error code that paused it.
  int code() {
    return code;
  }

  /// An answer refuses a send. What a status told stays told: only an accepted message disproves
  /// it.
  ///
  /// @param channelVersion of the number when it was refused
  void begin(int errorCode, long nextProbeNanos, long channelVersion) {
    paused = true;
    code = errorCode;
    probeNanos = nextProbeNanos;
    version = channelVersion;
  }

  /// A status says that a send has failed which was accepted. While the number is paused already it
  /// makes the pause longer, and never shorter.
  ///
  /// @param channelVersion of the number now
  void beginTold(int errorCode, long nextProbeNanos, long channelVersion, long nowNanos) {
    boolean isNews = !paused || !told;
    if (!paused) {
      begin(errorCode, nextProbeNanos, channelVersion);
    }
    if (isNews) {
      told = true;
      sinceNanos = nowNanos;
    }
    code = errorCode;
    if (nextProbeNanos - probeNanos > 0) {
      probeNanos = nextProbeNanos;
    }
  }

  /// Whether a call which did not meet the error shows that it is over. Where a status told of it
  /// only an accepted message does, for nothing else could fail afterwards; and none that was under
  /// way then, for the one that failed was accepted as well.
  boolean isRefutedBy(CallResult result, long calledNanos) {
    return !told || (result instanceof CallResult.Accepted && calledNanos - sinceNanos > 0);
  }

  /// A call has shown that the error is over.
  ///
  /// @param calledAt when it began
  void end(Instant calledAt) {
    paused = false;
    told = false;
    refutedAt = calledAt.truncatedTo(ChronoUnit.SECONDS);
  }

  /// It is not known any more whether the error is over, and nothing is called paused for it.
  void forget() {
    paused = false;
  }

  /// Whether what happened at this time, in whole seconds by WhatsApp's clock, was shown to be over
  /// since.
  boolean isRefutedSince(Instant occurredAt) {
    return occurredAt.isBefore(refutedAt.minus(CLOCKS_APART_MAX));
  }

  /// Whether a send may be tried now.
  boolean allows(long nowNanos, long channelVersion) {
    return !paused || waitNanos(nowNanos) <= 0 || channelVersion != version;
  }

  /// How long until a send may be tried though nothing changed.
  long waitNanos(long nowNanos) {
    return probeNanos - nowNanos;
  }
}
