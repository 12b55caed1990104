package io.awfar.media.store;

import java.time.Instant;

/// An object as the bucket's listing shows it.
public record ListedObject(String key, Instant modifiedAt) {}
