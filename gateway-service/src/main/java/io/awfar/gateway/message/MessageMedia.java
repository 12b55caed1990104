package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The file of a message; it is visible before the file itself has been fetched.
record MessageMedia(
    @Schema(
            allowableValues = {
              "pending", "stored", "failed", "expired", "deleted", "missing", "unknown"
            })
        String status,
    @Schema(description = "By which the url of the file is asked for; null unless it is stored")
        @Nullable String path,
    @Nullable String mimeType,
    @Nullable String fileName,
    @Nullable Long sizeBytes,
    @Schema(description = "Whether it was recorded as a voice message") @Nullable Boolean voice,
    @Schema(description = "Why it could not be stored") @Nullable String reason,
    @Schema(description = "By which the url of a small JPEG of an image is asked for")
        @Nullable String thumbnailPath,
    @Schema(description = "Of an image or video as it is shown") @Nullable Integer widthPixels,
    @Schema(description = "Of an image or video as it is shown") @Nullable Integer heightPixels,
    @Schema(description = "Of audio or video") @Nullable Long durationMillis) {}
