package io.awfar.simulator.traffic;

import io.awfar.simulator.payload.Draw;
import java.util.List;

/// The ways in which three statuses tell what became of a message of the business.
final class StatusSteps {

  private static final List<Step> ALL_IS_WELL =
      List.of(new Step("sent", 0, 0), new Step("delivered", 2, 0), new Step("read", 9, 0));

  private static final List<List<Step>> WAYS =
      List.of(
          ALL_IS_WELL,
          ALL_IS_WELL,
          ALL_IS_WELL,
          List.of(new Step("sent", 0, 0), new Step("delivered", 60, 0), new Step("read", 60, 0)),
          // The same second for all: only their rank says which is the last.
          List.of(new Step("read", 0, 0), new Step("delivered", 0, 0), new Step("sent", 0, 0)),
          // Delivered is skipped; the voice note is played.
          List.of(new Step("sent", 0, 0), new Step("read", 5, 0), new Step("played", 8, 0)),
          // One fails after it was sent, another at once.
          List.of(new Step("sent", 0, 0), new Step("failed", 4, 0), new Step("failed", 1, 1)),
          // It failed on one device and arrived on another: delivered outranks failed.
          List.of(new Step("sent", 0, 0), new Step("failed", 4, 0), new Step("delivered", 7, 0)));

  private StatusSteps() {}

  /// The nth step of the way drawn.
  static Step draw(Draw draw, int step) {
    return draw.pick(WAYS).get(step);
  }

  /// A status, its seconds after the message was sent, and which message it is of: 0 the first.
  record Step(String status, int secondsAfter, int message) {}
}
