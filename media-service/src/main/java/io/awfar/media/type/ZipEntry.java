package io.awfar.media.type;

/// An entry as the directory at the end of a ZIP file has it.
///
/// @param headerStart where its local header is
/// @param packedBytes in the file
/// @param plainBytes as stated
/// @param method 0 stored, 8 deflated, others exist
public record ZipEntry(
    String name, long headerStart, long packedBytes, long plainBytes, int method, int flags) {}
