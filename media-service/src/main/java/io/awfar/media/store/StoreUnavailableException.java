package io.awfar.media.store;

import org.jspecify.annotations.Nullable;

/// The bucket did not take or show a file. Nothing is wrong with the file, so try again.
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
