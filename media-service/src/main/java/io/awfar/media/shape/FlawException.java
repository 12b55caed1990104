package io.awfar.media.shape;

import java.io.Serial;

/// Ends the look at a file.
final class FlawException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final Flaw flaw;

  FlawException(Flaw flaw) {
    super(flaw.code(), null, false, false);
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }

  static void unless(boolean sound, Flaw flaw) throws FlawException {
    if (!sound) {
      throw new FlawException(flaw);
    }
  }
}
