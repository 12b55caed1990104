package io.awfar.media.file;

import java.net.URI;
import java.time.Instant;

/// Where a file can be had for a while, without a token.
record SignedUrl(URI url, Instant expiresAt) {}
