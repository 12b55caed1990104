package io.awfar.media.store;

/// What the bucket says of an object.
///
/// @param mimeType as it was stored
public record StoredFile(String mimeType, long sizeBytes) {}
