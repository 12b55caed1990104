package io.awfar.media.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What a file became.
///
/// @param path the key of its object, by which it is asked for, sent and deleted
/// @param mimeType as its bytes say
/// @param kind what it can be sent as
/// @param fileName what is left of the stated one
@JsonInclude(JsonInclude.Include.NON_NULL)
record Uploaded(
    String path,
    String mimeType,
    String kind,
    long sizeBytes,
    String sha256,
    @Nullable String fileName) {}
