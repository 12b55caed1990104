package io.awfar.gateway.message;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The file of a message; it is visible before the file itself has been fetched.
record MessageMedia(
    @Schema(allowableValues = {"pending", "stored", "failed", "expired", "unknown"}) String status,
    @Nullable String mimeType,
    @Nullable String fileName,
    @Nullable Long sizeBytes,
    @Schema(description = "Whether it was recorded as a voice message") @Nullable Boolean voice,
    @Schema(description = "Why it could not be stored") @Nullable String reason,
    @Schema(description = "Where it is in the bucket, once it is stored")
        @Nullable String objectKey,
    @Schema(description = "Where a small JPEG of an image is in the bucket")
        @Nullable String thumbnailKey,
    @Schema(description = "Of an image or video as it is shown") @Nullable Integer widthPixels,
    @Schema(description = "Of an image or video as it is shown") @Nullable Integer heightPixels,
    @Schema(description = "Of audio or video") @Nullable Long durationMillis) {}
