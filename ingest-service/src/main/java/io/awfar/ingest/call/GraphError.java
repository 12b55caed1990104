package io.awfar.ingest.call;

import org.jspecify.annotations.Nullable;

/// The `error` object of an answer.
///
/// @param code what to act on; `CODE_MISSING` if there was none
public record GraphError(
    int code, @Nullable String title, @Nullable String message, @Nullable String details) {

  /// Stands for an answer without a code; WhatsApp's own are not negative.
  public static final int CODE_MISSING = -1;

  static GraphError missing() {
    return new GraphError(CODE_MISSING, null, null, null);
  }
}
