package io.awfar.ingest.attempt;

import org.jspecify.annotations.Nullable;

/// The journal of a partition takes nothing more from here: another instance has it, or it has to
/// be opened again.
public final class JournalLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JournalLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
