package io.awfar.ingest.attempt;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A send of which nobody knows whether WhatsApp took it.
///
/// @param ownerId its workspace, whose statuses alone may tell of it
/// @param since a time before which it was not called
/// @param endNanos when it is given up
record Doubt(
    UUID sendId, UUID ownerId, Instant since, long endNanos, CompletableFuture<Verdict> verdict) {}
