package io.awfar.media.transfer;

/// What one visit to a lane came to for a file.
sealed interface Outcome permits FinishedFile, DeferredFile {}
