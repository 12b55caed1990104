package io.awfar.simulator.api;

import io.awfar.simulator.fault.Disturbance;
import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.graph.Answer;
import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/// Carries a call out, or not, as the faults that meet it want.
final class Disturbed {

  private Disturbed() {}

  /// What the caller sees.
  ///
  /// @throws GraphError what the call itself, or a fault in its place, answers
  static Answer call(Disturbance disturbance, Work work) throws GraphError, IOException {
    pause(disturbance.before());
    if (disturbance.instead().isPresent()) {
      Effect effect = disturbance.instead().get();
      if (effect instanceof Effect.Refuse refuse) {
        throw error(refuse);
      }
      return answer(effect);
    }
    Reply reply = work.reply();
    Answer seen = disturbance.answer().map(Disturbed::answer).orElse(reply);
    return seen instanceof Reply late && !disturbance.after().isZero()
        ? new Answer.Late(late, disturbance.after())
        : seen;
  }

  private static Answer answer(Effect effect) {
    return switch (effect) {
      case Effect.Refuse refuse -> error(refuse).reply();
      case Effect.HttpError(int status) -> Reply.page(status);
      case Effect.NoId noId -> Reply.success();
      case Effect.Drop drop -> new Answer.None(Duration.ZERO);
      case Effect.Silence(Duration longest) -> new Answer.None(longest);
      case Effect.Delay delay -> throw new IllegalStateException("a delay is no answer");
      case Effect.Fail fail -> throw new IllegalStateException("a failure is no answer");
      case Effect.NoStatuses none -> throw new IllegalStateException("silence is no answer");
    };
  }

  private static GraphError error(Effect.Refuse refuse) {
    GraphError error = GraphError.ofCode(refuse.code()).withRetryAfter(refuse.retryAfter());
    return refuse.httpStatus() == 0 ? error : error.withStatus(refuse.httpStatus());
  }

  static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the API closes");
    }
  }

  /// The call itself.
  @FunctionalInterface
  interface Work {
    Reply reply() throws GraphError, IOException;
  }
}
