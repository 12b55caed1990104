package io.awfar.ingest.attempt;

import io.awfar.ingest.call.Answered;

/// What the statuses tell of a send in doubt.
public sealed interface Verdict {

  /// WhatsApp took it.
  record Sent(String waMessageId, Answered recipient) implements Verdict {}

  /// It was refused, and whoever was told so published it.
  record Refused() implements Verdict {}

  /// Nothing told of it in time.
  record Unknown() implements Verdict {}
}
