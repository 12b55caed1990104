package io.awfar.ingest.attempt;

import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.SendAttempt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the journal says of a send: the newest step, and where its first one is.
///
/// @param reason why it fails, if the step says so
/// @param detail more of the reason
/// @param firstOffset of its steps, in the topic of attempts
public record KnownAttempt(
    UUID sendId,
    int attempt,
    AttemptStep step,
    @Nullable String reason,
    @Nullable String detail,
    Instant occurredAt,
    long firstOffset) {

  static KnownAttempt of(SendAttempt step, long offset) {
    return new KnownAttempt(
        step.getSendId(),
        step.getAttempt(),
        step.getStep(),
        step.getReason(),
        step.getDetail(),
        step.getOccurredAt(),
        offset);
  }

  KnownAttempt and(SendAttempt later) {
    return of(later, firstOffset);
  }
}
