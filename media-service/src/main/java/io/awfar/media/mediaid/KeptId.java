package io.awfar.media.mediaid;

import java.time.Instant;

/// WhatsApp's id of a file, as it is kept beside the file.
record KeptId(String id, Instant uploadedAt) {}
