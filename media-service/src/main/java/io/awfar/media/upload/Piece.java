package io.awfar.media.upload;

import org.jspecify.annotations.Nullable;

/// Some bytes of a part of a body.
///
/// @param part name of the part; empty if it has none
/// @param fileName as stated; null if the part is no file
/// @param last whether the part has no more
record Piece(String part, @Nullable String fileName, byte[] bytes, boolean last) {}
