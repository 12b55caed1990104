package io.awfar.ingest.send;

import io.awfar.ingest.call.CallResult;
import java.time.Clock;
import java.time.Duration;

/// Pauses numbers that WhatsApp refuses everything of, in its answers or afterwards, and lets them
/// go on; each instance those that it sends from. On the desk's thread, as everything here.
final class NumberPauses {

  private final SendSettings settings;
  private final PausedNumbers shown;
  private final Clock clock;

  NumberPauses(SendSettings settings, PausedNumbers shown, Clock clock) {
    this.settings = settings;
    this.shown = shown;
    this.clock = clock;
  }

  /// An answer says that nothing of the number will be sent.
  void refused(NumberLine number, SendingChannel channel, int code) {
    long probe = System.nanoTime() + settings.pauseTime().toNanos();
    number.pause().begin(code, probe, channel.version());
    shown.add(number.channelId(), code);
  }

  /// A status says so. The pause counts from when the message failed: what is told late, or again,
  /// pauses for less, and what is older than a pause, or than a call that showed the contrary, for
  /// nothing.
  void told(NumberLine number, SendingChannel channel, AccountError error) {
    Duration age = Duration.between(error.occurredAt(), clock.instant());
    Duration left = settings.pauseTime().minus(age.isNegative() ? Duration.ZERO : age);
    if (!left.isPositive() || number.pause().isRefutedSince(error.occurredAt())) {
      return;
    }
    long now = System.nanoTime();
    number.pause().beginTold(error.code(), now + left.toNanos(), channel.version(), now);
    shown.add(number.channelId(), error.code());
  }

  /// A call has met no error of the number.
  ///
  /// @param calledNanos when the call was chosen
  void works(NumberLine number, CallResult result, long calledNanos) {
    NumberPause pause = number.pause();
    if (!pause.isUnproven() || !pause.isRefutedBy(result, calledNanos)) {
      return;
    }
    long now = System.nanoTime();
    if (pause.isTold()) {
      // Its status may tell the same again: until then it goes alone.
      number.hold(settings.doubtTimeMax().toNanos(), now);
    }
    pause.end(clock.instant().minusNanos(now - calledNanos));
    shown.remove(number.channelId());
  }

  /// While nothing waits for a paused number, nobody here would find out that it works again. So it
  /// is not called paused any more, and its next send is tried. Where a status told of it nothing
  /// need wait: it stays paused for its time, and its next send is tried alone, however much later.
  void lookIfAnythingWaits(NumberLine number) {
    NumberPause pause = number.pause();
    if (number.waiting() == 0
        && pause.isPaused()
        && (!pause.isTold() || pause.waitNanos(System.nanoTime()) <= 0)) {
      pause.forget();
      shown.forget(number.channelId());
    }
  }
}
