package io.awfar.gateway.media;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;

/// Where a file can be had for a while.
record SignedUrl(
    @Schema(description = "Gives the file to whoever has it, without a token") URI url,
    @Schema(description = "Until when it does") Instant expiresAt) {}
