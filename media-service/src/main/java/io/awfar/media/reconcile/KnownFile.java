package io.awfar.media.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file as the rows know it.
///
/// @param toldAt when it was last told that it is there; null for one that is marked as missing
record KnownFile(String key, @Nullable Instant toldAt) {}
