package io.awfar.ingest.send;

/// Whether WhatsApp takes anything from a number at all. While it does not, one send at a time is
/// tried, after a while or once the number was changed.
final class NumberPause {

  private boolean paused;
  private int code;
  private long probeNanos;
  private long version;

  boolean isPaused() {
    return paused;
  }

  /// WhatsApp's error code that paused it.
  int code() {
    return code;
  }

  /// @param channelVersion of the number when it was refused
  void begin(int errorCode, long nextProbeNanos, long channelVersion) {
    paused = true;
    code = errorCode;
    probeNanos = nextProbeNanos;
    version = channelVersion;
  }

  void end() {
    paused = false;
  }

  /// Whether a send may be tried now.
  boolean allows(long nowNanos, long channelVersion) {
    return !paused || nowNanos - probeNanos >= 0 || channelVersion != version;
  }
}
