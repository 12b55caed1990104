package io.awfar.media.reconcile;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A run cannot go on.
final class RunEndedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  RunEndedException(Outcome outcome, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
