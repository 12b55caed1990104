package io.awfar.media.transfer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something that every file needs is down: the batch is to be tried again, none of it to be given
/// up.
final class OutageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Message of the one that says that the service itself is about to be down.
  static final String STOPPING = "stopping";

  private final Duration retryAfter;

  OutageException(String what, Duration retryAfter, @Nullable Throwable cause) {
    super(what, cause);
    this.retryAfter = retryAfter;
  }

  static OutageException stopping(@Nullable Throwable cause) {
    return new OutageException(STOPPING, Duration.ZERO, cause);
  }

  /// The least to wait before the next attempt.
  Duration retryAfter() {
    return retryAfter;
  }
}
