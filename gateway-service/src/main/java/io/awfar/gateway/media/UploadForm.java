package io.awfar.gateway.media;

import io.swagger.v3.oas.annotations.media.Schema;

/// The body of an upload, for the description alone: it is passed on unread.
record UploadForm(
    @Schema(
            type = "string",
            format = "binary",
            description = "The file; its type is what its bytes say")
        String file) {}
