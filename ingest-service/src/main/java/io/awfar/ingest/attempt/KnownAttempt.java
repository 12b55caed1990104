package io.awfar.ingest.attempt;

import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.SendAttempt;
import java.time.Instant;
import java.util.UUID;

/// What the journal says of a send: the newest step, and where its first one is.
///
/// @param firstOffset of its steps, in the topic of attempts
public record KnownAttempt(
    UUID sendId, int attempt, AttemptStep step, Instant occurredAt, long firstOffset) {

  static KnownAttempt of(SendAttempt step, long offset) {
    return new KnownAttempt(
        step.getSendId(), step.getAttempt(), step.getStep(), step.getOccurredAt(), offset);
  }

  KnownAttempt and(SendAttempt later) {
    return of(later, firstOffset);
  }
}
