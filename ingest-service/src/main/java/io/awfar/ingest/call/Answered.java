package io.awfar.ingest.call;

import org.jspecify.annotations.Nullable;

/// Who WhatsApp says that a message was for, in its answer to a send.
///
/// @param waId WhatsApp's id of the phone, which may differ from the number that was written to
/// @param userId business-scoped user id
public record Answered(@Nullable String waId, @Nullable String userId) {

  /// It did not say.
  public static final Answered NOBODY = new Answered(null, null);

  /// Without the ids.
  @Override
  public String toString() {
    return "Answered[]";
  }
}
