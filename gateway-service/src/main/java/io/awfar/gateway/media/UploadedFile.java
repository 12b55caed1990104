package io.awfar.gateway.media;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an uploaded file became.
record UploadedFile(
    @Schema(
            description = "The file's name here: for its url, for sending it and deleting it",
            example =
                "00000000-0000-4000-8000-000000000001/"
                    + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        String path,
    @Schema(description = "What its bytes say", example = "image/jpeg") String mimeType,
    @Schema(
            description = "What it can be sent as",
            allowableValues = {"image", "video", "audio", "document", "sticker"})
        String kind,
    long sizeBytes,
    @Schema(description = "SHA-256 of its bytes, in hex") String sha256,
    @Schema(description = "What is left of the name that was sent along")
        @Nullable String fileName) {}
