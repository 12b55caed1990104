package io.awfar.ingest.attempt;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A send of which nobody knows whether WhatsApp took it.
///
/// @param since a time before which it was not called
/// @param verdict WhatsApp's id of the message, or nothing if no status told of it in time
record Doubt(
    UUID sendId, Instant since, long endNanos, CompletableFuture<Optional<String>> verdict) {}
