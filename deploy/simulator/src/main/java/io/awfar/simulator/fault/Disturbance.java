package io.awfar.simulator.fault;

import io.awfar.simulator.fault.Effect.Delay;
import io.awfar.simulator.fault.Effect.Fail;
import io.awfar.simulator.fault.Effect.NoStatuses;
import io.awfar.simulator.payload.Draw;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What becomes of one call: everything that the faults which meet it do to it.
///
/// @param before how long it waits before it is carried out
/// @param after how long its answer waits
/// @param instead what comes instead of carrying it out
/// @param answer what comes instead of its answer
/// @param failure code with which the message fails later; 0 if it arrives
/// @param statuses false if none ever comes
public record Disturbance(
    Duration before,
    Duration after,
    Optional<Effect> instead,
    Optional<Effect> answer,
    int failure,
    boolean statuses) {

  /// Nothing goes wrong.
  public static final Disturbance NONE =
      new Disturbance(Duration.ZERO, Duration.ZERO, Optional.empty(), Optional.empty(), 0, true);

  /// Of several faults that contradict each other the one that came first holds; delays add up.
  static Disturbance of(List<Fault> faults, Draw draw) {
    if (faults.isEmpty()) {
      return NONE;
    }
    return new Disturbance(
        delay(faults, false, draw),
        delay(faults, true, draw),
        outcome(faults, false),
        outcome(faults, true),
        faults.stream()
            .flatMap(
                fault -> fault.effect() instanceof Fail(int code) ? Stream.of(code) : Stream.of())
            .findFirst()
            .orElse(0),
        faults.stream().noneMatch(fault -> fault.effect() instanceof NoStatuses));
  }

  private static Duration delay(List<Fault> faults, boolean accepted, Draw draw) {
    Duration sum = Duration.ZERO;
    for (Fault fault : faults) {
      if (fault.accepted() == accepted && fault.effect() instanceof Delay(var min, var max)) {
        sum = sum.plus(min).plusMillis(draw.below(max.minus(min).toMillis() + 1));
      }
    }
    return sum;
  }

  private static Optional<Effect> outcome(List<Fault> faults, boolean accepted) {
    return faults.stream()
        .filter(fault -> fault.accepted() == accepted)
        .map(Fault::effect)
        .filter(effect ->
            switch (effect) {
              case Delay delay -> false;
              case Fail fail -> false;
              case NoStatuses noStatuses -> false;
              case Effect.Refuse refuse -> true;
              case Effect.HttpError error -> true;
              case Effect.NoId noId -> true;
              case Effect.Drop drop -> true;
              case Effect.Silence silence -> true;
            })
        .findFirst();
  }
}
