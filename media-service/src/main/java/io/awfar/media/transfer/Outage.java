package io.awfar.media.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Whether batches are being held back, since when and why.
///
/// Each consumer thread notes its own, so that one that gets along does not hide another that does
/// not.
final class Outage {

  /// @param waitingFor what is down, as a stable code
  /// @param rounds batches given back since the last that went through
  record State(Instant since, String waitingFor, int rounds) {

    State again(String what) {
      return new State(since, what, rounds + 1);
    }
  }

  private final Map<Thread, State> states = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Backoff backoff;

  Outage(Clock clock, Backoff backoff) {
    this.clock = clock;
    this.backoff = backoff;
  }

  /// Notes a batch that this thread gives back.
  ///
  /// @return how long to wait before it is tried again
  Duration goesOn(String waitingFor) {
    State state =
        states.compute(
            Thread.currentThread(),
            (thread, before) ->
                before == null
                    ? new State(clock.instant(), waitingFor, 1)
                    : before.again(waitingFor));
    return backoff.delay(state.rounds());
  }

  /// Notes a batch that went through, or the end of this thread.
  void isOver() {
    states.remove(Thread.currentThread());
  }

  /// The oldest.
  Optional<State> state() {
    return states.values().stream().min(Comparator.comparing(State::since));
  }
}
